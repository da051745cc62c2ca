import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

import { covers } from "./covers.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const font = createRequire(import.meta.url).resolve("@fontsource/inter/package.json");

/** Where the gallery is built: a static page that needs no server but one for files. Never published. */
export const galleryFolder = join(here, "../dist/gallery");

/** Builds the gallery from the sources, over a scripted API in the page. */
export async function buildGallery(folder = galleryFolder) {
  await mkdir(join(folder, "covers"), { recursive: true });
  await build({
    entryPoints: [join(here, "gallery.js")],
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: folder,
    chunkNames: "chunks/[name]-[hash]",
    // The package promises side effects in define.js; here the sources are read, where it is define.ts.
    ignoreAnnotations: true,
    target: "es2022",
    tsconfig: join(here, "../tsconfig.wtr.json"),
    logLevel: "warning",
  });
  const write = (name, contents) => writeFile(join(folder, name), contents);
  await Promise.all([
    ...Object.entries(covers).map(([name, svg]) => write(`covers/${name}.svg`, svg)),
    ...["gallery.css", "gallery.html"].map((name) => cp(join(here, name), join(folder, name))),
    cp(join(here, "../src/testing/one-minute.webm"), join(folder, "one-minute.webm")),
    // The same letters on every machine, or pictures could not be compared.
    ...[400, 600, 700].map(async (weight) =>
      write(`inter-${weight}.woff2`, await readFile(join(font, `../files/inter-latin-${weight}-normal.woff2`))),
    ),
  ]);
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildGallery();
