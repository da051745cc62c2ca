import { esbuildPlugin } from "@web/dev-server-esbuild";
import { chromeLauncher } from "@web/test-runner-chrome";

import { findBrowser, launchArguments } from "./scripts/find-browser.mjs";
import { serveRanges } from "./scripts/serve-ranges.mjs";

const args = [
  ...launchArguments,
  // A test presses play by `click()`, which is no gesture of a visitor.
  "--autoplay-policy=no-user-gesture-required",
  // No window waits because another one is in front of it.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

/** Element and data tests, in a real browser, on the sources as they are. */
export default {
  files: "packages/widgets/src/**/*.test.ts",
  rootDir: import.meta.dirname,
  nodeResolve: true,
  middleware: [serveRanges(import.meta.dirname)],
  concurrency: 2,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: "es2022",
      // It does not follow `extends`, and without decorators spelled out browsers get a syntax error.
      tsconfig: new URL("packages/widgets/tsconfig.wtr.json", import.meta.url).pathname,
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findBrowser(), args },
      // Two files are tested at a time, each in a window of its own: in a tab in the background videos do not play.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  testFramework: { config: { timeout: 10_000 } },
};
