// Builds what a page downloads, into dist/web: the autoloader, one file for each element and the files they share.
// `node build.mjs --sizes` builds, weighs everything in Brotli, and fails when something is over its budget.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompress, constants, gzip } from "node:zlib";

import { build } from "esbuild";
import { minify } from "vite";

import { nameByContent } from "./build/name-by-content.mjs";
import { ourSources } from "./build/our-sources.mjs";
import { reachableFrom } from "./build/reachable-files.mjs";
import { printSizes } from "./build/sizes.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const outdir = `${root}dist/web`;
const elementsFolder = `${root}src/elements`;

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  // Said here too, because esbuild knows no tsconfig.json for the files that a plugin has found. Fields that are defined
  // instead of assigned would hide Lit's accessors, and nothing that changes later would be shown.
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  logLevel: "warning",
  write: false,
  metafile: true,
};

/** The elements that have a define.ts, by tag. */
async function elementEntries() {
  const tags = (await readdir(elementsFolder)).filter((tag) => existsSync(`${elementsFolder}/${tag}/${tag}.ts`));
  return Object.fromEntries(tags.sort().map((tag) => [tag, `${elementsFolder}/${tag}/define.ts`]));
}

/** Resolves with the files to write and, for each tag, the names of those that it loads, itself first. */
async function buildElements() {
  const entries = await elementEntries();
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: entries,
    outdir,
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [ourSources(`${root}src`)],
  });
  const elements = {};
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    const tag = Object.keys(entries).find((name) => entryPoint === `src/elements/${name}/define.ts`);
    if (tag) elements[tag] = reachableFrom(path, metafile.outputs).map((file) => basename(file));
  }
  const named = outputFiles.map(async ({ path, text }) => {
    const name = basename(path);
    return [name, await minifyAgain(name, text), readableName(name, metafile.outputs[relative(root, path)].entryPoint)];
  });
  const { files, newNames } = nameByContent(await Promise.all(named));
  for (const tag of Object.keys(elements)) elements[tag] = elements[tag].map((name) => newNames.get(name));
  return { files, elements };
}

/** What a page may link to have each element's room kept before its code is there. */
async function buildStyleSheet() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { courselet: `${root}src/courselet.css` },
    outdir,
    // As it is written: older browsers are the elements' own limit.
    target: undefined,
  });
  return outputFiles[0].text;
}

/** What a file is called before its hash: some are better known by the folder that they come from. */
function readableName(name, entryPoint = "") {
  const plain = name.replace(/-[^-]+$/, "");
  if (entryPoint.endsWith("mux-engine.ts")) return "mux-playback";
  return entryPoint.startsWith("src/messages/") ? `messages-${plain}` : plain;
}

async function buildAutoloader(elements) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { courselet: `${root}src/autoloader.ts` },
    outdir,
    define: { ELEMENT_FILES: JSON.stringify(elements) },
  });
  return minifyAgain("courselet.js", outputFiles[0].text);
}

/**
 * What a second minifier still finds is a percent and a half. Not worth its time in mux-playback (hls.js), which is ten times the size
 * of all the rest and comes only when somebody presses play.
 */
async function minifyAgain(name, text) {
  if (text.length > 500_000) return text;
  const { code, errors } = await minify(name, text, { module: true, compress: { target: "es2022" }, mangle: true });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0].message}`);
  return code;
}

/** Writes a file with its compressed forms beside it. Resolves with its line in the manifest. */
async function writeCompressed([name, contents]) {
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(contents, { level: 9 }),
  ]);
  await Promise.all([
    writeFile(`${outdir}/${name}`, contents),
    writeFile(`${outdir}/${name}.br`, brotli),
    writeFile(`${outdir}/${name}.gz`, zipped),
  ]);
  const integrity = `sha384-${createHash("sha384").update(contents).digest("base64")}`;
  return [name, { integrity, bytes: Buffer.byteLength(contents), brotli: brotli.length }];
}

const { version } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
const { files, elements } = await buildElements();
const autoloader = await buildAutoloader(elements);
const hash = createHash("sha256").update(autoloader).digest("hex").slice(0, 8);
files.push(
  ["courselet.js", autoloader],
  [`courselet-${hash}.js`, autoloader],
  ["courselet.css", await buildStyleSheet()],
);

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const manifest = { version, files: Object.fromEntries(await Promise.all(files.sort().map(writeCompressed))), elements };
await writeFile(`${outdir}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);

if (process.argv.includes("--sizes") && !printSizes(manifest)) process.exitCode = 1;
