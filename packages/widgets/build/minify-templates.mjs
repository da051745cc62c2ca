import { readFile } from "node:fs/promises";

import { transform } from "esbuild";
import ts from "typescript";

/** A run of whitespace that holds a newline is there for the reader of the source. A browser makes one space of it. */
const INDENTATION = /\s*\n\s*/g;

const literalKinds = new Set([
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
]);

/** The literal parts of every css`` and html`` in a file, as `{ tag, whole, start, end, text }`. */
function literals(source) {
  const found = [];
  const visit = (node, tag) => {
    if (ts.isTaggedTemplateExpression(node)) {
      const name = node.tag.getText(source);
      visit(node.template, name === "css" || name === "html" || name === "svg" ? name : undefined);
      return;
    }
    if (tag && literalKinds.has(node.kind)) {
      const whole = node.kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral;
      const opensExpression = node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle;
      const start = node.getStart(source) + 1;
      const end = node.getEnd() - (opensExpression ? 2 : 1);
      found.push({ tag, whole, start, end, text: source.text.slice(start, end) });
    }
    const isTemplatePart = ts.isTemplateExpression(node) || ts.isTemplateSpan(node);
    ts.forEachChild(node, (child) => {
      const isPart = literalKinds.has(child.kind) || ts.isTemplateSpan(child);
      visit(child, isTemplatePart && isPart ? tag : undefined);
    });
  };
  visit(source, undefined);
  return found;
}

async function minified({ tag, whole, text }) {
  // A style sheet in one piece goes through a real minifier; one with a backslash is rare enough to stay as it is.
  if (tag === "css" && whole && !text.includes("\\")) {
    const { code } = await transform(text, { loader: "css", minify: true, target: "esnext" });
    return code.trim().replaceAll("\\", "\\\\").replaceAll("`", "\\`");
  }
  return text.replace(INDENTATION, " ");
}

/** Takes the indentation out of our own css`` and html``, which esbuild leaves as they are. */
export const minifyTemplates = {
  name: "minify-templates",
  setup({ onLoad }) {
    onLoad({ filter: /widgets[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      if (!/\b(css|html|svg)`/.test(contents)) return { contents, loader: "ts" };
      const source = ts.createSourceFile(path, contents, ts.ScriptTarget.Latest, true);
      let result = contents;
      for (const literal of literals(source).sort((a, b) => b.start - a.start)) {
        result = result.slice(0, literal.start) + (await minified(literal)) + result.slice(literal.end);
      }
      return { contents: result, loader: "ts" };
    });
  },
};
