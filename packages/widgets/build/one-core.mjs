import { resolve } from "node:path";

/**
 * What nearly every page needs, in one file. Split up as finely as the elements allow, the same code weighs a quarter more:
 * Brotli finds what repeats within a file and not between files.
 */
const CORE = [
  "elements/course-card/course-card.ts",
  "elements/buy-button/buy-button.ts",
  "elements/progress-bar/progress-bar.ts",
  "elements/wishlist-button/wishlist-button.ts",
];

const SCHEME = "core:";

/**
 * esbuild puts those modules together that are reached from the same entries. So every entry, and every module of ours that
 * is loaded by `import()`, is made to reach all of the core.
 */
export function oneCore(sourceFolder) {
  const loadedLater = new Set();
  return {
    resolve(build) {
      build.onResolve({ filter: /^\./ }, ({ kind, resolveDir, path }) => {
        // Words need nothing, and wait for nothing.
        if (kind === "dynamic-import" && !path.includes("/messages/"))
          loadedLater.add(resolve(resolveDir, path.replace(/\.js$/, ".ts")));
        return undefined;
      });
      // Without `sideEffects`, package.json lets esbuild drop an import that names nothing.
      build.onResolve({ filter: new RegExp(`^${SCHEME}`) }, ({ path }) => ({
        path: `${sourceFolder}/${path.slice(SCHEME.length)}`,
        sideEffects: true,
      }));
    },
    reach: (path, contents) =>
      loadedLater.has(path) || path.endsWith("define.ts")
        ? CORE.map((file) => `import "${SCHEME}${file}";`).join("") + contents
        : contents,
  };
}
