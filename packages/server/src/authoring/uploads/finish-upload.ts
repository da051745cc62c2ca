import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import { ForbiddenError, InvalidRequestError } from "../../http/errors.js";
import type { IncomingFile } from "../../storage/file-store.js";
import { nameOf } from "../../storage/file-store.js";
import { readVideoDuration } from "../import/video-duration.js";
import { deleteChapterVideos } from "../video/delete-chapter-videos.js";
import { claimUpload, requireUnused } from "./claim-upload.js";
import { readUploadToken, type UploadGrant, type UploadTarget } from "./upload-token.js";

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
  await requireUnused({ db, grant });

  const { fileName, sizeBytes, target } = grant;
  const file = await files.receive({ body, fileName, sizeBytes });
  try {
    const seconds = target.kind === "video" ? await durationOf(file.path) : null;
    await db.$transaction(async (transaction) => {
      const { courseId } = await claimUpload({ db: transaction, grant, now: clock.now() });
      await transaction.course.update({ where: { id: courseId }, data: { updatedAt: clock.now() } });
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
  const url = await file.keep();
  if (target.kind === "image") {
    await transaction.course.update({ where: { id: target.courseId }, data: { imageUrl: url } });
  } else if (target.kind === "attachment") {
    const contentType = (await files.find(nameOf(url)))?.contentType ?? null;
    await transaction.attachment.update({
      where: { id: target.attachmentId },
      data: { url, contentType, sizeBytes: file.sizeBytes, updatedAt: now },
    });
  } else {
    const { chapterId } = target;
    await deleteChapterVideos({ db: transaction, clock, chapterIds: [chapterId] });
    await transaction.chapter.update({
      where: { id: chapterId },
      data: { videoUrl: url, durationSeconds: seconds, updatedAt: now },
    });
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
