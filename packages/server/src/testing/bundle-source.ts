import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/courselet/", import.meta.url));

/**
 * Makes a program of one of our sources (`database/lock.ts`) and returns its path, for tests that need another process: Node
 * does not run TypeScript, and what `npm run build` made may be older than what is tested.
 */
export async function bundleSource(source: string): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const outfile = join(CACHE, `${basename(source, ".ts")}-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`../${source}`, import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    outfile,
    logLevel: "error",
  });
  return outfile;
}
