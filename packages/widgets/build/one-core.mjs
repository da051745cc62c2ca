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

/** The entries, and our modules that are loaded by `import()`. */
const ENTRIES = /[\\/](define|learner-side)\.ts$/;

const SCHEME = "core:";

/**
 * esbuild puts those modules together that are reached from the same entries. So every entry is made to reach all of the
 * core.
 */
export const reachCore = (path, contents) =>
  ENTRIES.test(path) ? CORE.map((file) => `import "${SCHEME}${file}";`).join("") + contents : contents;

/** Without `sideEffects`, package.json lets esbuild drop an import that names nothing. */
export const resolveCore = (sourceFolder) => (build) =>
  build.onResolve({ filter: new RegExp(`^${SCHEME}`) }, ({ path }) => ({
    path: `${sourceFolder}/${path.slice(SCHEME.length)}`,
    sideEffects: true,
  }));
