import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import { ConflictError, ForbiddenError, InvalidRequestError, NotFoundError } from "../../http/errors.js";
import type { IncomingFile } from "../../storage/file-store.js";
import { nameOf } from "../../storage/file-store.js";
import { readVideoDuration } from "../import/video-duration.js";
import { deleteChapterVideos } from "../video/delete-chapter-videos.js";
import { readUploadToken, type UploadGrant, type UploadTarget } from "./upload-token.js";

/** Uploads whose address worked are remembered at least as long as it would work. */
const REMEMBERED_MS = 2 * 24 * 3600 * 1000;

/**
 * Takes the bytes of an upload that was started here and makes them the target's video, file or picture, once. Throws
 * ForbiddenError for a token that is not good (any more), ConflictError for one that was used, or whose video another
 * upload superseded, NotFoundError when the target was deleted, InvalidRequestError for content that is not what it says or
 * that no browser plays, and what FileStore.receive throws. Then nothing has changed, and the same address takes another try.
 */
export async function finishUpload({
  deps,
  token,
  body,
}: {
  deps: Pick<Deps, "db" | "config" | "clock" | "files" | "log">;
  token: string;
  body: AsyncIterable<Uint8Array>;
}): Promise<void> {
  const { db, config, clock, files } = deps;
  const grant = readUploadToken(token, config.secrets.files, clock.now());
  if (grant === null) throw new ForbiddenError("This address was not made here, or has expired. Start a new upload.");
  await requireUnused(db, grant);

  const { fileName, sizeBytes, target } = grant;
  const file = await files.receive({ body, fileName, sizeBytes });
  try {
    const seconds = target.kind === "video" ? await durationOf(file.path) : null;
    await db.$transaction(async (transaction) => {
      await claim(transaction, grant, clock.now());
      await apply({ transaction, deps, target, file, seconds });
    });
  } catch (error) {
    if (target.kind === "video" && error instanceof InvalidRequestError) await noteFailure(db, grant, error.message);
    throw error;
  } finally {
    await file.discard();
  }
  if (target.kind === "video") await prepareTaste(deps, target.chapterId);
}

/** Before two gigabytes are sent for nothing. What decides is `claim`. */
async function requireUnused(db: Deps["db"], { uploadId, target }: UploadGrant): Promise<void> {
  if (target.kind === "video") {
    const upload = await db.videoUpload.findUnique({ where: { id: uploadId }, select: { state: true } });
    if (upload === null) throw new NotFoundError("chapter");
    if (!["waiting", "failed"].includes(upload.state)) throw used(upload.state);
  } else if ((await db.usedUpload.findUnique({ where: { id: uploadId } })) !== null) throw used("ready");
}

/** From here on nobody else finishes this upload. */
async function claim(transaction: Transaction, { uploadId, target }: UploadGrant, now: Date): Promise<void> {
  if (target.kind === "video") {
    // First the chapter, as everybody does who gives or takes its video, so that no two wait for each other.
    await transaction.$queryRaw`SELECT "id"::text FROM "Chapter" WHERE "id" = ${target.chapterId}::uuid FOR UPDATE`;
    const { count } = await transaction.videoUpload.updateMany({
      where: { id: uploadId, state: { in: ["waiting", "failed"] } },
      data: { state: "ready", error: null },
    });
    if (count === 1) return;
    const upload = await transaction.videoUpload.findUnique({ where: { id: uploadId }, select: { state: true } });
    if (upload === null) throw new NotFoundError("chapter");
    throw used(upload.state);
  }
  const inserted = await transaction.$executeRaw`
    INSERT INTO "UsedUpload" ("id", "usedAt") VALUES (${uploadId}::uuid, ${now}::timestamptz) ON CONFLICT DO NOTHING`;
  if (inserted === 0) throw used("ready");
  await transaction.usedUpload.deleteMany({ where: { usedAt: { lt: new Date(now.getTime() - REMEMBERED_MS) } } });
}

async function apply({
  transaction,
  deps: { files, clock },
  target,
  file,
  seconds,
}: {
  transaction: Transaction;
  deps: Pick<Deps, "files" | "clock">;
  target: UploadTarget;
  file: IncomingFile;
  seconds: number | null;
}): Promise<void> {
  const now = clock.now();
  if (target.kind === "image") {
    const { count } = await transaction.course.updateMany({
      where: { id: target.courseId },
      data: { imageUrl: await file.keep(), updatedAt: now },
    });
    if (count === 0) throw new NotFoundError("course");
  } else if (target.kind === "attachment") {
    const url = await file.keep();
    const contentType = (await files.find(nameOf(url)))?.contentType ?? null;
    const { count } = await transaction.attachment.updateMany({
      where: { id: target.attachmentId },
      data: { url, contentType, sizeBytes: file.sizeBytes, updatedAt: now },
    });
    if (count === 0) throw new NotFoundError("attachment");
  } else {
    const { chapterId } = target;
    await deleteChapterVideos({ db: transaction, clock, chapterIds: [chapterId] });
    const { count } = await transaction.chapter.updateMany({
      where: { id: chapterId },
      data: { videoUrl: await file.keep(), durationSeconds: seconds, updatedAt: now },
    });
    if (count === 0) throw new NotFoundError("chapter");
  }
}

async function durationOf(path: string): Promise<number> {
  const duration = await readVideoDuration(path);
  if ("seconds" in duration) return duration.seconds;
  throw new InvalidRequestError(`The file ${duration.reason}. Please send another one.`);
}

/** For the author, who asks how the upload is doing. */
async function noteFailure(db: Deps["db"], { uploadId }: UploadGrant, error: string): Promise<void> {
  await db.videoUpload.updateMany({ where: { id: uploadId, state: "waiting" }, data: { state: "failed", error } });
}

/** So that the first who asks for the taste does not wait for it. It is made then, if it cannot be now. */
async function prepareTaste({ db, files, log }: Pick<Deps, "db" | "files" | "log">, chapterId: string): Promise<void> {
  try {
    const chapter = await db.chapter.findUnique({ where: { id: chapterId } });
    if (chapter?.tasteSeconds && chapter.videoUrl) await files.clipOf(chapter.videoUrl, chapter.tasteSeconds);
  } catch (error) {
    log.warn("the taste of an uploaded video could not be made", { chapterId, error: String(error) });
  }
}

function used(state: string): ConflictError {
  return new ConflictError(
    "conflict",
    state === "superseded"
      ? "Another upload of this chapter's video was started after this one."
      : "This upload has arrived already. Start a new one to send another file.",
  );
}
