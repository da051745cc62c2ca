import type { Transaction } from "../database/database.js";

/**
 * Notes that a learner has completed every published chapter of a course, at least one, if that is so and for the first
 * time; it stays when chapters are added or a completion is taken back. Called in the transaction that completes a chapter,
 * which may hold the learner's progress in it.
 *
 * Two tabs that complete the last two chapters at once do not see each other's, so they take turns here: whoever comes
 * second looks when the first has committed. Rows of progress are locked before this lock and never after it, so that
 * nobody waits for each other.
 */
export async function recordCourseCompletion({
  db,
  userId,
  courseId,
  now,
}: {
  db: Transaction;
  userId: string;
  courseId: string;
  now: Date;
}): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`completion ${userId} ${courseId}`}, 0))::text`;
  await db.$executeRaw`
    INSERT INTO "CourseCompletion" ("userId", "courseId", "completedAt")
    SELECT ${userId}, chapter."courseId", coalesce(max(progress."completionAt"), ${now}::timestamptz)
    FROM "Chapter" AS chapter
    LEFT JOIN "UserProgress" AS progress ON progress."chapterId" = chapter."id" AND progress."userId" = ${userId}
    WHERE chapter."courseId" = ${courseId}::uuid AND chapter."isPublished"
    GROUP BY chapter."courseId"
    HAVING bool_and(coalesce(progress."isCompleted", false))
    ON CONFLICT DO NOTHING`;
}
