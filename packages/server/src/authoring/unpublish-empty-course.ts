import type { Transaction } from "../database/database.js";

/** Takes a course back into draft when none of its chapters is published any more. Returns whether it was. */
export async function unpublishEmptyCourse({ db, courseId }: { db: Transaction; courseId: string }): Promise<boolean> {
  const { count } = await db.course.updateMany({
    where: { id: courseId, isPublished: true, chapters: { none: { isPublished: true } } },
    data: { isPublished: false },
  });
  return count > 0;
}
