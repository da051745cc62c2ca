import { basename, dirname, extname, resolve } from "node:path";

import { UserId } from "@courselet/contract/text";

import type { Deps } from "../../deps.js";
import type { ImportPlan, MediaSource } from "./import-plan.js";
import type { ImportReport } from "./import-report.js";
import { ImportRefusedError, type Problem } from "./problems.js";
import { readCoursesCsv } from "./read-courses-csv.js";
import { readManifest } from "./read-manifest.js";
import { readSourceText } from "./source-text.js";
import { storeMedia } from "./store-media.js";
import { writePlan } from "./write-plan.js";

export interface ImportProgress {
  /** `check`: rows of a CSV file or local files of a manifest; `copy`: files into the store; `write`: courses. */
  step: "check" | "copy" | "write";
  done: number;
  total: number;
}

/**
 * Imports courses from a manifest (.yaml, .yml, .json) or a CSV file (.csv): all of it, or nothing. The same file again
 * changes nothing. `authorId` (`<issuer>:<sub>`) owns what is created, before the author that the file names.
 *
 * @throws ImportRefusedError with every fault, its line and its reason
 */
export async function importFile({
  deps,
  path,
  authorId,
  isDryRun = false,
  onProgress = () => {},
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  path: string;
  authorId?: string | undefined;
  isDryRun?: boolean | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}): Promise<ImportReport> {
  const started = performance.now();
  const refuse = (problems: readonly Problem[]): never => {
    throw new ImportRefusedError(basename(path), problems);
  };
  if (authorId !== undefined && !UserId.safeParse(authorId).success) {
    return refuse([{ line: null, path: "", reason: `"${authorId}" is not a user id, such as host:42` }]);
  }
  const read = await readPlan({
    path: resolve(path),
    now: deps.clock.now(),
    onProgress: (done, total) => onProgress({ step: "check", done, total }),
  });
  if ("problems" in read) return refuse(read.problems);
  const { plan } = read;
  // A dry run copies and writes nothing, and does not say that it does.
  const writing = isDryRun ? () => {} : onProgress;

  const references = await storeMedia({
    files: deps.files,
    plan,
    isDryRun,
    onProgress: (done, total) => writing({ step: "copy", done, total }),
  });
  const referenceOf = (source: MediaSource): string => {
    const reference = source.kind === "url" ? source.url : references.get(source.path);
    if (reference === undefined) throw new Error("a file was not stored before it was written of");
    return reference;
  };

  const total = plan.courses.length;
  writing({ step: "write", done: 0, total });
  const outcome = await writePlan({
    db: deps.db,
    files: deps.files,
    plan,
    authorId,
    referenceOf,
    clock: deps.clock,
    isDryRun,
  });
  if ("problems" in outcome) return refuse(outcome.problems);
  writing({ step: "write", done: total, total });

  const { written } = outcome;
  const untasted = isDryRun ? [] : await prepareTastes({ files: deps.files, plan, referenceOf });
  const seconds = (performance.now() - started) / 1000;
  return { ...written, file: path, isDryRun, notes: [...plan.notes, ...written.notes, ...untasted], seconds };
}

/** So that the first who asks for a taste does not wait for it. Returns a note for each that cannot be made. */
async function prepareTastes({
  files,
  plan,
  referenceOf,
}: {
  files: Deps["files"];
  plan: ImportPlan;
  referenceOf: (source: MediaSource) => string;
}): Promise<string[]> {
  const notes: string[] = [];
  for (const { title, video, mux, tasteSeconds } of plan.courses.flatMap(({ chapters = [] }) => chapters)) {
    if (tasteSeconds === null || mux !== null || video?.kind !== "file") continue;
    await files.clipOf(referenceOf(video), tasteSeconds).catch((error: unknown) => {
      notes.push(`no taste of "${title}" could be made: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return notes;
}

async function readPlan({
  path,
  now,
  onProgress,
}: {
  path: string;
  now: Date;
  onProgress: (done: number, total: number) => void;
}): Promise<{ plan: ImportPlan } | { problems: Problem[] }> {
  const extension = extname(path).toLowerCase();
  if (![".yaml", ".yml", ".json", ".csv"].includes(extension)) {
    const reason = "is neither a manifest (.yaml, .yml, .json) nor a CSV file (.csv)";
    return { problems: [{ line: null, path: "", reason }] };
  }
  const source = await readSourceText(path);
  if ("problems" in source) return source;
  const { bytes, text } = source;
  if (extension === ".csv") return readCoursesCsv({ bytes, folder: dirname(path), now, onProgress });
  return readManifest({ text, path, format: extension === ".json" ? "json" : "yaml", onProgress });
}
