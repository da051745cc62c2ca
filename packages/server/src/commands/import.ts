import { parseArgs } from "node:util";

import { importFile, type ImportProgress } from "../authoring/import/import-file.js";
import { formatReport } from "../authoring/import/import-report.js";
import { createDeps } from "../create-deps.js";
import { parseConfig } from "../parse-config.js";
import type { Command } from "./command.js";
import { showProgress } from "./show-progress.js";
import { UsageError } from "./usage-error.js";

const STEPS = { check: "Checked", copy: "Stored", write: "Wrote" } satisfies Record<ImportProgress["step"], string>;

export const importCommand: Command = {
  summary: "take courses over from a manifest (YAML, JSON) or a CSV file",
  help: `Usage: courselet import <file> [--author <user id>] [--dry-run]

Imports all courses of a manifest (.yaml, .yml, .json) or of a CSV file (.csv), or, when anything in it is wrong, none,
and names each fault with its line. The same file again changes nothing. Says what was created, changed and skipped.

  --author <user id>   whose courses they become, such as host:42
  --dry-run            check and compare only, write nothing

The embedded database serves one process at a time: end the server first, or use DATABASE_URL.`,

  async run({ args, env }) {
    const { path, authorId, isDryRun } = readArguments(args);
    const { deps, close } = await createDeps(parseConfig(env));
    try {
      const report = await importFile({ deps, path, authorId, isDryRun, onProgress: showProgress(STEPS) });
      console.log(formatReport(report));
    } finally {
      await close();
    }
    return 0;
  },
};

function readArguments(args: string[]): { path: string; authorId: string | undefined; isDryRun: boolean } {
  const { values, positionals } = parse(args);
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError("import takes one file: courselet import <file>. See courselet import --help.");
  }
  return { path, authorId: values.author, isDryRun: values["dry-run"] };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { author: { type: "string" }, "dry-run": { type: "boolean", default: false } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
