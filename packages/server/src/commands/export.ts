import { parseArgs } from "node:util";

import { exportCatalogue, type ExportProgress } from "../authoring/export/export-catalogue.js";
import { createDeps } from "../create-deps.js";
import { parseConfig } from "../parse-config.js";
import type { Command } from "./command.js";
import { showProgress } from "./show-progress.js";
import { UsageError } from "./usage-error.js";

const STEPS = { write: "Wrote", copy: "Copied" } satisfies Record<ExportProgress["step"], string>;

export const exportCommand: Command = {
  summary: "write the catalogue into a manifest (YAML, JSON) and its files beside it",
  help: `Usage: courselet export <file> [--course <id or key>] [--force]

Writes all courses, drafts included, with their categories, chapters, attachments and prices into a manifest (.yaml, .yml or
.json) that courselet import takes back, and the stored files into a folder <name>.files beside it. The same catalogue gives
the same bytes. Learners, payments and progress are no part of it.

  --course <id or key>   this course only
  --force                replace the file and the folder, if they exist

Both appear when they are whole. What could not be exported is named on stderr, and the exit status is then 1.
The embedded database serves one process at a time: end the server first, or use DATABASE_URL.`,

  async run({ args, env }) {
    const { path, course, isForced } = readArguments(args);
    const { deps, close } = await createDeps(parseConfig(env));
    try {
      const { courses, files, notes, seconds } = await exportCatalogue({
        deps,
        path,
        course,
        isForced,
        onProgress: showProgress(STEPS),
      });
      console.log(`Exported ${counted(courses, "course")} and ${counted(files, "file")} (${seconds.toFixed(1)} s)`);
      for (const note of notes) console.error(`- ${note}`);
      return notes.length === 0 ? 0 : 1;
    } finally {
      await close();
    }
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function readArguments(args: string[]): { path: string; course: string | undefined; isForced: boolean } {
  const { values, positionals } = parse(args);
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError("export takes one file: courselet export <file>. See courselet export --help.");
  }
  return { path, course: values.course, isForced: values.force };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { course: { type: "string" }, force: { type: "boolean", default: false } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
