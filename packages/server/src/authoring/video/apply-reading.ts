import type { Transaction } from "../../database/database.js";
import type { Clock } from "../../deps.js";
import type { Chapter, VideoUpload } from "../../generated/prisma/client.js";
import { lockCourse } from "../lock-own.js";
import { claimEvent, type EventClaim } from "./claim-event.js";
import { queueVideoJobs, type VideoJobWish } from "./queue-video-jobs.js";
import type { VideoReading } from "./read-video.js";
import { removeGoneVideo } from "./remove-gone-video.js";
import type { VideoOutcome } from "./video-outcome.js";

/**
 * Writes what was read of an upload, in a transaction of the caller's. States go one way: waiting, processing, ready; and
 * from each to failed or superseded, which are final. So a reading that is late changes nothing. Returns `not public any
 * more`, and changes nothing, when the chapter became a paid one since: the video is then to be read again for a signed
 * playback id.
 */
export async function applyReading({
  db,
  clock,
  upload: { id, chapterId },
  reading,
  event,
}: {
  db: Transaction;
  clock: Clock;
  upload: Pick<VideoUpload, "id" | "chapterId">;
  reading: VideoReading;
  event: EventClaim | null;
}): Promise<VideoOutcome | "not public any more"> {
  const chapter = await lockChapter({ db, chapterId });
  const upload = await db.videoUpload.findUnique({ where: { id } });
  if (chapter === null || upload === null) return "unknown";
  const isOpen = upload.state === "waiting" || upload.state === "processing";
  const mayBePublic = chapter.isFree && upload.policy === "public";
  if (isOpen && reading.kind === "ready" && reading.policy === "public" && !mayBePublic) return "not public any more";
  if (event !== null && !(await claimEvent({ db, event }))) return "duplicate";

  if (upload.state === "ready" && reading.kind === "gone") {
    const outcome = await removeGoneVideo({ db, clock, chapterId, assetId: reading.assetId });
    const error = "The video was deleted at Mux.";
    if (outcome === "applied") await db.videoUpload.update({ where: { id }, data: { state: "failed", error } });
    return outcome;
  }
  if (isOpen) return applyToOpen({ db, clock, upload, chapter, reading });
  return applyToEnded({ db, clock, upload, reading });
}

async function lockChapter({ db, chapterId }: { db: Transaction; chapterId: string }): Promise<Chapter | null> {
  const found = await db.chapter.findUnique({ where: { id: chapterId }, select: { courseId: true } });
  if (found === null) return null;
  await lockCourse({ db, courseId: found.courseId });
  await db.$queryRaw`SELECT "id"::text FROM "Chapter" WHERE "id" = ${chapterId}::uuid FOR UPDATE`;
  return db.chapter.findUnique({ where: { id: chapterId } });
}

async function applyToOpen({
  db,
  clock,
  upload: { id, state, chapterId },
  chapter,
  reading,
}: {
  db: Transaction;
  clock: Clock;
  upload: VideoUpload;
  chapter: Chapter;
  reading: VideoReading;
}): Promise<VideoOutcome> {
  switch (reading.kind) {
    case "waiting":
      return "unchanged";
    case "processing":
      if (state === "processing") return "unchanged";
      await db.videoUpload.update({
        where: { id },
        data: { state: "processing", assetId: reading.assetId, updatedAt: clock.now() },
      });
      return "applied";
    case "failed":
    case "gone": {
      const { assetId } = reading;
      const error = reading.kind === "failed" ? reading.error : "The video was deleted at Mux before it was ready.";
      await db.videoUpload.update({ where: { id }, data: { state: "failed", error, assetId } });
      // What is of no use to anybody shall not lie there.
      if (reading.kind === "failed" && assetId !== null) {
        await queueVideoJobs({ db, clock, jobs: [{ kind: "delete_asset", assetId }] });
      }
      return "applied";
    }
    case "ready": {
      const { assetId, playbackId, policy, excessIds, seconds } = reading;
      const former = await db.muxData.findUnique({ where: { chapterId } });
      const jobs = excessIds.map((excessId): VideoJobWish => ({
        kind: "delete_playback_id",
        assetId,
        playbackId: excessId,
      }));
      if (former !== null) jobs.push({ kind: "delete_asset", assetId: former.assetsId });
      await queueVideoJobs({ db, clock, jobs });
      const video = { assetsId: assetId, playbackId, policy };
      await db.muxData.upsert({ where: { chapterId }, create: { ...video, chapterId }, update: video });
      const durationSeconds = seconds ?? chapter.durationSeconds;
      const updatedAt = clock.now();
      await db.chapter.update({ where: { id: chapterId }, data: { durationSeconds, videoUrl: null, updatedAt } });
      await db.course.update({ where: { id: chapter.courseId }, data: { updatedAt } });
      await db.videoUpload.update({ where: { id }, data: { state: "ready", error: null, assetId } });
      return "applied";
    }
  }
}

/** An upload that was given up, and became an asset all the same: nobody will ever ask for it. */
async function applyToEnded({
  db,
  clock,
  upload,
  reading,
}: {
  db: Transaction;
  clock: Clock;
  upload: VideoUpload;
  reading: VideoReading;
}): Promise<VideoOutcome> {
  const assetId = reading.kind === "waiting" || reading.kind === "gone" ? null : reading.assetId;
  if (upload.state === "ready" || upload.assetId !== null || assetId === null) return "unchanged";
  await db.videoUpload.update({ where: { id: upload.id }, data: { assetId } });
  await queueVideoJobs({ db, clock, jobs: [{ kind: "delete_asset", assetId }] });
  return "applied";
}
