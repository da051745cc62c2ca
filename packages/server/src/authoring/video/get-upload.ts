import type { VideoUpload } from "@courselet/contract/video";

import type { Deps } from "../../deps.js";
import { NotFoundError } from "../../http/errors.js";
import { isAuthor, type Learner } from "../../identity/actor.js";
import { MuxUnavailableError } from "./errors.js";
import { syncVideo } from "./sync-video.js";

/** Pages ask every second or two, and Mux answers so many questions only. */
const ASK_MUX_EVERY_MS = 10_000;

/**
 * How an upload is doing, for whoever may have started it. One that is on its way to Mux is looked at there now and then, so
 * that it becomes ready also where Mux's webhooks do not arrive. Throws NotFoundError for what is not this author's.
 */
export async function getVideoUpload({
  deps,
  author,
  uploadId,
}: {
  deps: Pick<Deps, "db" | "mux" | "clock" | "log">;
  author: Learner;
  uploadId: string;
}): Promise<VideoUpload> {
  await find({ deps, author, uploadId });
  await syncNowAndThen({ deps, uploadId });
  const { chapterId, state, error, expiresAt, chapter } = await find({ deps, author, uploadId });
  const durationSeconds = state === "ready" ? chapter.durationSeconds : null;
  return { uploadId, chapterId, state, error, durationSeconds, expiresAt: expiresAt.toISOString() };
}

async function find({ deps: { db }, author, uploadId }: { deps: Pick<Deps, "db">; author: Learner; uploadId: string }) {
  const upload = await db.videoUpload.findUnique({
    where: { id: uploadId },
    include: { chapter: { select: { durationSeconds: true, course: { select: { userId: true } } } } },
  });
  if (upload === null || !isAuthor(author, upload.chapter.course.userId)) throw new NotFoundError("upload");
  return upload;
}

async function syncNowAndThen({
  deps,
  uploadId,
}: {
  deps: Pick<Deps, "db" | "mux" | "clock" | "log">;
  uploadId: string;
}): Promise<void> {
  if (deps.mux === null) return;
  const now = deps.clock.now();
  // Of all who ask at once, in whatever process, one moves this on and looks.
  const { count } = await deps.db.videoUpload.updateMany({
    where: {
      id: uploadId,
      muxUploadId: { not: null },
      state: { in: ["waiting", "processing"] },
      updatedAt: { lte: new Date(now.getTime() - ASK_MUX_EVERY_MS) },
    },
    data: { updatedAt: now },
  });
  if (count === 0) return;
  const upload = await deps.db.videoUpload.findUnique({ where: { id: uploadId }, select: { muxUploadId: true } });
  if (upload === null || upload.muxUploadId === null) return;
  try {
    await syncVideo({ deps, subject: { muxUploadId: upload.muxUploadId } });
  } catch (error) {
    if (!(error instanceof MuxUnavailableError)) throw error;
    deps.log.info("an upload could not be looked at", { uploadId, reason: String(error.cause) });
  }
}
