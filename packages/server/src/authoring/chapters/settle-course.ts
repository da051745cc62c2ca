import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import type { OwnCourse } from "../find-own.js";
import { countPublished } from "../courses/publish-requirements.js";

/**
 * After something was done to a chapter of a locked course: notes that the course changed, and makes a draft of a published
 * one when its last published chapter has gone, or the last with a video. `before` is what it was like then; one that was
 * published without any video, as an import may do, stays.
 */
export async function settleCourse({
  db,
  clock,
  course,
  hadPublishedVideo,
}: {
  db: Transaction;
  clock: Deps["clock"];
  course: OwnCourse;
  hadPublishedVideo: boolean;
}): Promise<void> {
  const { chapters, hasPublishedVideo } = await countPublished({ db, courseId: course.id });
  const isOver = chapters === 0 || (hadPublishedVideo && !hasPublishedVideo);
  await db.course.update({
    where: { id: course.id },
    data: { updatedAt: clock.now(), ...(isOver ? { isPublished: false } : {}) },
  });
}
