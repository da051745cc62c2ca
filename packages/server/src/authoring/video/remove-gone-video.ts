import type { Transaction } from "../../database/database.js";
import { lockCourse } from "../lock-own.js";
import { unpublishEmptyCourse } from "../unpublish-empty-course.js";
import type { VideoOutcome } from "./video-outcome.js";

/**
 * A chapter's asset was deleted at Mux: the chapter has no video then, and is published no more, nor is its course without
 * another published chapter. One that has a file besides plays that. In a transaction of the caller's.
 */
export async function removeGoneVideo({
  db,
  chapterId,
  assetId,
}: {
  db: Transaction;
  chapterId: string;
  assetId: string;
}): Promise<VideoOutcome> {
  const chapter = await db.chapter.findUnique({ where: { id: chapterId }, select: { courseId: true, videoUrl: true } });
  if (chapter === null) return "unknown";
  await lockCourse({ db, courseId: chapter.courseId });
  const removed = await db.muxData.deleteMany({ where: { chapterId, assetsId: assetId } });
  if (removed.count === 0) return "unchanged";
  if (chapter.videoUrl !== null) return "applied";
  await db.chapter.update({ where: { id: chapterId }, data: { isPublished: false, durationSeconds: null } });
  await unpublishEmptyCourse({ db, courseId: chapter.courseId });
  return "applied";
}
