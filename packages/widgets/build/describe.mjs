// Writes what editors and frameworks read, from the elements' own JSDoc: custom-elements.json, VS Code's custom data,
// JetBrains' web-types, React components and the tags' types. Into dist, beside the code that they describe.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { cli } from "@custom-elements-manifest/analyzer/cli.js";
import { getWebTypesData } from "custom-element-jet-brains-integration";
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from "custom-element-vs-code-integration";

import { frameworkFiles } from "./framework-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Resolves with the manifest, once everything is written. */
export async function describe({ name, version }) {
  const manifest = await cli({
    argv: ["analyze", "--quiet", "--litelement", "--config", "build/manifest-config.mjs"],
    cwd: root,
    noWrite: true,
  });
  const outdir = `${root}dist`;
  const files = [
    ["custom-elements.json", JSON.stringify(manifest, null, 2)],
    ["vscode.html-custom-data.json", getVsCodeHtmlCustomData(manifest, {})],
    ["vscode.css-custom-data.json", getVsCodeCssCustomData(manifest, {})],
    ["web-types.json", getWebTypesData(manifest, { name, version })],
    ...frameworkFiles(manifest),
  ];
  for (const [path, contents] of files) {
    await mkdir(dirname(`${outdir}/${path}`), { recursive: true });
    await writeFile(`${outdir}/${path}`, contents);
  }
  return manifest;
}
