// Writes what editors and frameworks read, from the elements' own JSDoc: custom-elements.json, VS Code's custom data,
// JetBrains' web-types, React components and the tags' types. Into dist, beside the code that they describe, and before it:
// what is compiled with the tags' types needs them.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { cli } from "@custom-elements-manifest/analyzer/cli.js";
import { getWebTypesData } from "custom-element-jet-brains-integration";
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from "custom-element-vs-code-integration";

import { frameworkFiles } from "./framework-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const { name, version } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
const manifest = await cli({
  argv: ["analyze", "--quiet", "--litelement", "--config", "build/manifest-config.mjs"],
  cwd: root,
  noWrite: true,
});
const files = [
  ["custom-elements.json", JSON.stringify(manifest, null, 2)],
  ["vscode.html-custom-data.json", getVsCodeHtmlCustomData(manifest, {})],
  ["vscode.css-custom-data.json", getVsCodeCssCustomData(manifest, {})],
  ["web-types.json", getWebTypesData(manifest, { name, version })],
  ...frameworkFiles(manifest),
];
for (const [path, contents] of files) {
  const target = `${root}dist/${path}`;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, contents);
}
