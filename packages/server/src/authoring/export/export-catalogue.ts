import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, copyFile, type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";

import type { Database, Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import { Prisma } from "../../generated/prisma/client.js";
import { isStored, nameOf } from "../../storage/file-store.js";
import { courseId, isIdItself } from "../import/stable-ids.js";
import { courseEntry, EXPORTED, type ExportedCourse, type ReferenceTo } from "./course-entry.js";
import { ExportRefusedError } from "./errors.js";
import { MANIFEST_TEXTS } from "./manifest-text.js";
import { createReadableNames, type ReadableNames } from "./readable-names.js";

export interface ExportProgress {
  /** `write`: courses into the manifest; `copy`: files beside it. */
  step: "write" | "copy";
  done: number;
  total: number;
}

export interface ExportReport {
  courses: number;
  files: number;
  /** What could not be exported, in words. */
  notes: string[];
  seconds: number;
}

/** Courses that are in memory at the same time. */
const BATCH = 100;
/** Milliseconds: all is read in one transaction, as it was at one moment. */
const TIMEOUT = 60 * 60 * 1000;

/**
 * Writes all courses (or `course` alone, by id or key), drafts included, into a manifest that an import takes back, and the
 * stored files that they refer to into `<name>.files` beside it. The same catalogue gives the same bytes. Both appear when
 * they are whole. Throws ExportRefusedError when `path` is no manifest's name, or exists and is not to be replaced, or when
 * there is no such course.
 */
export async function exportCatalogue({
  deps: { db, files },
  path,
  course,
  isForced = false,
  onProgress = () => {},
}: {
  deps: Pick<Deps, "db" | "files">;
  path: string;
  course?: string | undefined;
  isForced?: boolean | undefined;
  onProgress?: ((progress: ExportProgress) => void) | undefined;
}): Promise<ExportReport> {
  const started = performance.now();
  const format = { ".yaml": "yaml", ".yml": "yaml", ".json": "json" }[extname(path).toLowerCase()];
  if (format !== "yaml" && format !== "json") throw new ExportRefusedError(`${path} must end in .yaml, .yml or .json.`);
  const target = resolve(path);
  const folder = `${target.slice(0, -extname(target).length)}.files`;
  if (!isForced) await requireFree([target, folder]);

  const mark = `.exporting-${randomUUID()}`;
  const temporary = { manifest: target + mark, folder: folder + mark };
  const names = createReadableNames();
  const notes: string[] = [];
  try {
    const manifest = await open(temporary.manifest, "wx");
    let courses: number;
    try {
      courses = await db.$transaction(
        (transaction) =>
          writeManifest({
            db: transaction,
            manifest,
            text: MANIFEST_TEXTS[format],
            where: course === undefined ? {} : { id: isIdItself(course) ? course.toLowerCase() : courseId(course) },
            referenceTo: createReferenceTo({ files, names, folder: basename(folder), notes }),
            onProgress: (done, total) => onProgress({ step: "write", done, total }),
          }),
        { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, timeout: TIMEOUT, maxWait: 10_000 },
      );
      await manifest.sync();
    } finally {
      await manifest.close();
    }
    if (courses === 0 && course !== undefined) throw new ExportRefusedError(`there is no course "${course}".`);

    let copied = 0;
    const total = names.named.size;
    if (total > 0) await mkdir(temporary.folder);
    for (const [reference, name] of names.named) {
      onProgress({ step: "copy", done: copied, total });
      // Where the file system can, both share their blocks until one is changed.
      await copyFile(files.pathOf(reference), join(temporary.folder, name), constants.COPYFILE_FICLONE);
      copied += 1;
    }
    onProgress({ step: "copy", done: copied, total });

    await rm(folder, { recursive: true, force: true });
    if (total > 0) await rename(temporary.folder, folder);
    await rename(temporary.manifest, target);
    return { courses, files: copied, notes, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    await rm(temporary.manifest, { force: true });
    await rm(temporary.folder, { recursive: true, force: true });
    throw error;
  }
}

async function requireFree(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists)
      throw new ExportRefusedError(`${path} exists already. Choose another name, or replace it with --force.`);
  }
}

/** Returns how many courses were written. */
async function writeManifest({
  db,
  manifest,
  text,
  where,
  referenceTo,
  onProgress,
}: {
  db: Transaction;
  manifest: FileHandle;
  text: (typeof MANIFEST_TEXTS)["yaml"];
  where: Prisma.CourseWhereInput;
  referenceTo: ReferenceTo;
  onProgress: (done: number, total: number) => void;
}): Promise<number> {
  const total = await db.course.count({ where });
  const isWhole = Object.keys(where).length === 0;
  const author = await mostFrequentAuthor(db, where);
  const categories = isWhole ? (await db.category.findMany({ select: { name: true } })).map(({ name }) => name) : [];
  await manifest.writeFile(
    text.head({
      courselet: 1,
      ...(author === undefined ? {} : { author }),
      ...(categories.length === 0 ? {} : { categories: categories.toSorted(inCodeUnits) }),
    }),
  );
  let done = 0;
  for await (const course of coursesOf(db, where)) {
    const entry = await courseEntry({ course, fileAuthor: author, referenceTo });
    await manifest.writeFile(text.course(entry, done === 0));
    done += 1;
    onProgress(done, total);
  }
  await manifest.writeFile(text.end(done === 0));
  return done;
}

/** In the order in which they came to be. */
async function* coursesOf(db: Transaction, where: Prisma.CourseWhereInput): AsyncGenerator<ExportedCourse> {
  let last: ExportedCourse | undefined;
  for (;;) {
    const after: Prisma.CourseWhereInput =
      last === undefined
        ? {}
        : { OR: [{ createdAt: { gt: last.createdAt } }, { createdAt: last.createdAt, id: { gt: last.id } }] };
    const batch: ExportedCourse[] = await db.course.findMany({
      where: { AND: [where, after] },
      include: EXPORTED,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: BATCH,
    });
    yield* batch;
    last = batch.at(-1);
    if (batch.length < BATCH) return;
  }
}

async function mostFrequentAuthor(db: Transaction | Database, where: Prisma.CourseWhereInput) {
  const authors = await db.course.groupBy({ by: ["userId"], where, _count: { _all: true } });
  return authors.toSorted((a, b) => b._count._all - a._count._all || inCodeUnits(a.userId, b.userId))[0]?.userId;
}

/** The same on every machine, whatever its language. */
function inCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function createReferenceTo({
  files,
  names,
  folder,
  notes,
}: {
  files: Deps["files"];
  names: ReadableNames;
  folder: string;
  notes: string[];
}): ReferenceTo {
  return async (reference, what) => {
    if (isStored(reference)) {
      if ((await files.find(nameOf(reference))) !== null) return `${folder}/${names.nameFor(reference, what)}`;
      notes.push(`"${what}": its file ${nameOf(reference)} is missing from the store and was left out`);
      return null;
    }
    const url = URL.canParse(reference) ? new URL(reference) : null;
    if (url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return url.href;
    notes.push(`"${what}": its address is not an http(s) URL and was left out`);
    return null;
  };
}
