import type { Transaction } from "../../database/database.js";
import type { Clock } from "../../deps.js";
import { settleCourse } from "../chapters/settle-course.js";
import { lockCourse } from "../lock-own.js";
import type { VideoOutcome } from "./video-outcome.js";

/**
 * A chapter's asset was deleted at Mux: the chapter has no video then, and is published no more; what that means to its
 * course is the course's rule (see settle-course.ts). One that has a file besides plays that. In a transaction of the caller's.
 */
export async function removeGoneVideo({
  db,
  clock,
  chapterId,
  assetId,
}: {
  db: Transaction;
  clock: Clock;
  chapterId: string;
  assetId: string;
}): Promise<VideoOutcome> {
  const found = await db.chapter.findUnique({ where: { id: chapterId }, select: { courseId: true } });
  if (found === null) return "unknown";
  await lockCourse({ db, courseId: found.courseId });
  const removed = await db.muxData.deleteMany({ where: { chapterId, assetsId: assetId } });
  if (removed.count === 0) return "unchanged";
  const { course, ...chapter } = await db.chapter.findUniqueOrThrow({
    where: { id: chapterId },
    include: { course: true },
  });
  if (chapter.videoUrl !== null) return "applied";
  const updatedAt = clock.now();
  await db.chapter.update({
    where: { id: chapterId },
    data: { isPublished: false, durationSeconds: null, updatedAt },
  });
  await settleCourse({ db, clock, course, hadPublishedVideo: chapter.isPublished });
  return "applied";
}
