import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createTestApp, type TestApp } from "../../../testing/create-test-app.js";
import { importFile } from "../import-file.js";
import type { ImportReport } from "../import-report.js";
import { ImportRefusedError } from "../problems.js";

interface Options {
  /** Of the file: its extension decides how it is read. */
  name: string;
  authorId?: string;
  isDryRun?: boolean;
}

/** The real app, and a folder to import from. */
export interface ImportFolder {
  app: TestApp;
  path: string;
  /** Writes the text into a file of the folder and imports that. */
  importText(text: string, options: Options): Promise<ImportReport>;
  /** The same, for a file that must be refused and change nothing: `line path: reason` of every fault. */
  refusal(text: string, options: Options): Promise<string[]>;
  /** Titles of the courses that the API finds, the best first. */
  search(words: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function createImportFolder(): Promise<ImportFolder> {
  const app = await createTestApp();
  const path = await mkdtemp(join(tmpdir(), "courselet-import-"));

  const importText: ImportFolder["importText"] = async (text, { name, ...options }) => {
    await writeFile(join(path, name), text);
    return importFile({ deps: app.deps, path: join(path, name), ...options });
  };
  const everything = async () => {
    const { course, chapter, category, attachment } = app.db;
    const tables = [course.findMany(), chapter.findMany(), category.findMany(), attachment.findMany()];
    return JSON.stringify(await Promise.all(tables), (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
  };
  return {
    app,
    path,
    importText,
    async refusal(text, options) {
      const before = await everything();
      const outcome: unknown = await importText(text, options).catch((error: unknown) => error);
      if (!(outcome instanceof ImportRefusedError)) throw new Error(`was not refused: ${JSON.stringify(outcome)}`);
      if ((await everything()) !== before) throw new Error("was refused, and something was imported");
      return outcome.problems.map((problem) => `${problem.line} ${problem.path}: ${problem.reason}`);
    },
    async search(words) {
      const response = await app.request(`/v1/courses?q=${encodeURIComponent(words)}`);
      const { courses } = (await response.json()) as { courses: { title: string }[] };
      return courses.map(({ title }) => title);
    },
    async close() {
      await rm(path, { recursive: true });
      await app.close();
    },
  };
}
