import { transform } from "esbuild";
import ts from "typescript";

/** A run of whitespace that holds a newline is there for the reader of the source. A browser makes one space of it. */
const INDENTATION = /\s*\n\s*/g;

/** Where a formatter broke the line inside a tag. */
const BEFORE_TAG_END = /\s*\n\s*(\/?>)/g;

const TAGS = new Set(["css", "html", "svg"]);

/** Takes the indentation out of css`` and html``, which esbuild leaves as they are. What `${}` brings is not touched. */
export async function minifyTemplates(source, edits) {
  for (const { start, end, css } of literals(source)) {
    const text = source.text.slice(start, end);
    edits.replace(
      start,
      end,
      css && !text.includes("\\")
        ? await minifyCss(text)
        : text.replace(BEFORE_TAG_END, "$1").replace(INDENTATION, " "),
    );
  }
}

/** A style sheet in one piece goes through a real minifier. */
async function minifyCss(text) {
  const { code } = await transform(text, { loader: "css", minify: true, target: "esnext" });
  return code.trim().replaceAll("\\", "\\\\").replaceAll("`", "\\`");
}

/** Where the literal texts of the templates are; `css`: it is a whole style sheet. */
function literals(source) {
  const found = [];
  const add = (node) => {
    const opensExpression = node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle;
    found.push({ start: node.getStart(source) + 1, end: node.getEnd() - (opensExpression ? 2 : 1), css: false });
  };
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && TAGS.has(node.tag.getText(source))) {
      const { template } = node;
      if (ts.isTemplateExpression(template)) {
        add(template.head);
        for (const span of template.templateSpans) add(span.literal);
      } else {
        add(template);
        found.at(-1).css = node.tag.getText(source) === "css";
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
