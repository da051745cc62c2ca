import type { ChapterAnalytics, CourseAnalytics } from "@courselet/contract/analytics";

import type { Database } from "../../database/database.js";

export type CourseLearners = Pick<
  CourseAnalytics,
  "courseId" | "enrolments" | "learners" | "started" | "completed" | "completions"
>;
export interface ChapterLearners {
  courseId: string;
  chapter: ChapterAnalytics;
}

interface Courses {
  db: Database;
  courseIds: string[];
}

/**
 * How many joined each course while it was free and how many completed it for the first time, within the time; how many have
 * it, have begun and have completed it, now. What its author does in it does not count.
 */
export async function countLearners({
  db,
  courseIds,
  from,
  to,
}: Courses & { from: Date; to: Date }): Promise<CourseLearners[]> {
  return db.$queryRaw<CourseLearners[]>`
    WITH watching AS (
      SELECT chapter."courseId", progress."userId", count(*) FILTER (WHERE progress."isCompleted") AS "done"
      FROM "UserProgress" AS progress
      JOIN "Chapter" AS chapter ON chapter."id" = progress."chapterId" AND chapter."isPublished"
      JOIN "Course" AS course ON course."id" = chapter."courseId" AND course."userId" <> progress."userId"
      WHERE course."id" = ANY(${courseIds}::uuid[])
      GROUP BY 1, 2
    )
    SELECT course."id" AS "courseId",
           (SELECT count(*)::int FROM "Purchase" AS purchase
            WHERE purchase."courseId" = course."id" AND purchase."stripeCheckoutSessionId" IS NULL
              AND purchase."createdAt" >= ${from}::timestamptz AND purchase."createdAt" < ${to}::timestamptz) AS "enrolments",
           (SELECT count(*)::int FROM "Purchase" AS purchase
            WHERE purchase."courseId" = course."id" AND purchase."status" = 'paid') AS "learners",
           (SELECT count(*)::int FROM watching WHERE watching."courseId" = course."id") AS "started",
           (SELECT count(*)::int FROM watching
            WHERE watching."courseId" = course."id"
              AND watching."done" = (SELECT count(*) FROM "Chapter" AS chapter
                                     WHERE chapter."courseId" = course."id" AND chapter."isPublished")) AS "completed",
           (SELECT count(*)::int FROM "CourseCompletion" AS completion
            WHERE completion."courseId" = course."id" AND completion."userId" <> course."userId"
              AND completion."completedAt" >= ${from}::timestamptz AND completion."completedAt" < ${to}::timestamptz
           ) AS "completions"
    FROM "Course" AS course
    WHERE course."id" = ANY(${courseIds}::uuid[])`;
}

/** How many have begun and have completed each published chapter, in the order of the chapters. */
export async function countChapterLearners({ db, courseIds }: Courses): Promise<ChapterLearners[]> {
  const rows = await db.$queryRaw<(ChapterAnalytics & { courseId: string })[]>`
    SELECT chapter."courseId", chapter."id" AS "chapterId", chapter."title", chapter."position",
           count(progress."id")::int AS "started",
           (count(*) FILTER (WHERE progress."isCompleted"))::int AS "completed"
    FROM "Chapter" AS chapter
    JOIN "Course" AS course ON course."id" = chapter."courseId"
    LEFT JOIN "UserProgress" AS progress ON progress."chapterId" = chapter."id" AND progress."userId" <> course."userId"
    WHERE chapter."isPublished" AND course."id" = ANY(${courseIds}::uuid[])
    GROUP BY chapter."id"
    ORDER BY chapter."courseId", chapter."position", chapter."id"`;
  return rows.map(({ courseId, ...chapter }) => ({ courseId, chapter }));
}
