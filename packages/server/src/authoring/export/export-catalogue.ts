import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, copyFile, type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";

import type { Deps } from "../../deps.js";
import { Prisma } from "../../generated/prisma/client.js";
import { isStored, nameOf } from "../../storage/file-store.js";
import { NOT_ARRIVED } from "../attachments/author-attachment.js";
import { courseId, isIdItself } from "../import/stable-ids.js";
import type { ReferenceTo } from "./course-entry.js";
import { ExportRefusedError } from "./errors.js";
import { MANIFEST_TEXTS } from "./manifest-text.js";
import { createReadableNames, type ReadableNames } from "./readable-names.js";
import { writeManifest } from "./write-manifest.js";

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
  const temporary = { manifest: target + mark, folder: folder + mark, former: `${folder}.former${mark}` };
  const names = createReadableNames();
  const notes: string[] = [];
  try {
    const manifest = await openNew(temporary.manifest, path);
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

    // The former folder goes last: until the new one has its place, nothing is lost.
    const hadFolder = await exists(folder);
    if (hadFolder) await rename(folder, temporary.former);
    if (total > 0) await rename(temporary.folder, folder);
    await rename(temporary.manifest, target);
    if (hadFolder) await rm(temporary.former, { recursive: true });
    return { courses, files: copied, notes, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    await rm(temporary.manifest, { force: true });
    await rm(temporary.folder, { recursive: true, force: true });
    throw error;
  }
}

async function requireFree(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (await exists(path))
      throw new ExportRefusedError(`${path} exists already. Choose another name, or replace it with --force.`);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function openNew(temporary: string, path: string): Promise<FileHandle> {
  try {
    return await open(temporary, "wx");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const reason = code === "ENOENT" ? "its folder does not exist" : code;
    throw new ExportRefusedError(`${path} cannot be written (${reason}).`);
  }
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
    // Its upload was begun and never came: there is nothing yet.
    if (reference === NOT_ARRIVED) return null;
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
