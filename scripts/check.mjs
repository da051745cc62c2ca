// Everything that reads the code without running it.
import { pathToFileURL } from "node:url";

import { installed, run, setUp } from "./setup.mjs";

/** Runs every check; stops at the first that fails. */
export function check() {
  setUp();
  console.log("Checking format, lint, templates, import rules and weight ...");
  run(process.execPath, [installed("prettier/bin/prettier.cjs"), "--check", "--log-level=warn", "."]);
  run(process.execPath, [installed("oxlint/bin/oxlint"), "--deny-warnings"], { quiet: true });
  run(process.execPath, [installed("lit-analyzer/cli.js"), "packages/widgets/src/elements", "--quiet"], {
    quiet: true,
  });
  run(
    process.execPath,
    [
      installed("dependency-cruiser/bin/dependency-cruise.mjs"),
      "packages/contract/src",
      "packages/server/src",
      "packages/widgets/src",
      "demo/src",
      "tests",
    ],
    {
      quiet: true,
    },
  );
  run(process.execPath, ["packages/widgets/build.mjs", "--sizes"]);
  // What a bundler, Node and TypeScript make of the package as it would be published.
  run(process.execPath, [installed("publint/src/cli.js"), "packages/widgets", "--strict"], { quiet: true });
  run(
    process.execPath,
    [installed("@arethetypeswrong/cli/dist/index.js"), "--pack", "packages/widgets", "--profile", "esm-only"],
    {
      quiet: true,
    },
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) check();
