import { readFile } from "node:fs/promises";

import { LIT_FILES, litWithoutGlobals } from "./lit-without-globals.mjs";
import { litWithoutUnused } from "./lit-without-unused.mjs";
import { minifyTemplates } from "./minify-templates.mjs";
import { oneCore } from "./one-core.mjs";
import { plainProperties } from "./plain-properties.mjs";
import { SourceEdits, parse } from "./source-edits.mjs";

/** The esbuild plugin that takes out of the sources what a page need not download, and keeps together what it needs. */
export const ourSources = (sourceFolder) => ({
  name: "our-sources",
  setup(build) {
    const core = oneCore(sourceFolder);
    core.resolve(build);
    build.onLoad({ filter: /widgets[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: core.reach(path, await lighten(path, await readFile(path, "utf8"))),
      loader: "ts",
    }));
    build.onLoad({ filter: /reactive-element[\\/]css-tag\.js$/ }, async () => ({
      contents: await readFile(new URL("css-tag.mjs", import.meta.url), "utf8"),
      loader: "js",
    }));
    build.onLoad({ filter: LIT_FILES }, async ({ path }) => ({
      contents: litWithoutUnused(path, litWithoutGlobals(path, await readFile(path, "utf8"))),
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
