import { readFile } from "node:fs/promises";

import { LIT_FILES, litWithoutGlobals } from "./lit-without-globals.mjs";
import { minifyTemplates } from "./minify-templates.mjs";
import { reachCore, resolveCore } from "./one-core.mjs";
import { plainProperties } from "./plain-properties.mjs";
import { SourceEdits, parse } from "./source-edits.mjs";

/** The esbuild plugin that takes out of the sources what a page need not download, and keeps together what it needs. */
export const ourSources = (sourceFolder) => ({
  name: "our-sources",
  setup(build) {
    resolveCore(sourceFolder)(build);
    build.onLoad({ filter: /widgets[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: reachCore(path, await lighten(path, await readFile(path, "utf8"))),
      loader: "ts",
    }));
    build.onLoad({ filter: LIT_FILES }, async ({ path }) => ({
      contents: litWithoutGlobals(path, await readFile(path, "utf8")),
      loader: "js",
    }));
  },
});

async function lighten(path, contents) {
  if (!/\b(css|html|svg)`/.test(contents)) return contents;
  const source = parse(path, contents);
  const edits = new SourceEdits();
  plainProperties(source, edits);
  await minifyTemplates(source, edits);
  return edits.applyTo(contents);
}
