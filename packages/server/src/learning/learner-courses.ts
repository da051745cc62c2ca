import type { LearnerCourse } from "@courselet/contract/learning";

import type { Transaction } from "../database/database.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { accessTo } from "./access.js";
import { type ChapterProgress, courseProgress } from "./course-progress.js";
import { isVisible, standingColumns, standingJoins, type StandingRow, toCourseStanding } from "./course-standing.js";

interface LearnerCourseRow extends StandingRow {
  id: string;
  wishlisted: boolean;
  chapters: ChapterProgress[];
  completedAt: Date | null;
}

/**
 * What a learner has and has done in each of these courses, in the order asked; those that are unknown, or unpublished and
 * somebody else's, are left out. One query, however many ids.
 */
export async function learnerCourses({
  db,
  learner,
  ids,
}: {
  db: Pick<Transaction, "$queryRaw">;
  learner: Learner;
  ids: string[];
}): Promise<LearnerCourse[]> {
  const rows = await db.$queryRaw<LearnerCourseRow[]>`
    SELECT course."id", ${standingColumns(learner)}, outline."chapters", completion."completedAt",
      EXISTS (
        SELECT 1 FROM "Wishlist" AS wish WHERE wish."courseId" = course."id" AND wish."userId" = ${learner.userId}
      ) AS "wishlisted"
    FROM "Course" AS course ${standingJoins(learner)}
    LEFT JOIN "CourseCompletion" AS completion
      ON completion."courseId" = course."id" AND completion."userId" = ${learner.userId}
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', chapter."id",
          'isCompleted', coalesce(progress."isCompleted", false),
          'positionSeconds', coalesce(progress."positionSeconds", 0),
          -- A row without position or watched time was made when a player asked for the video, no more.
          'touchedAt', CASE WHEN progress."positionSeconds" > 0 OR progress."watched" <> '[]'::jsonb
            -- A report that was queued for long tells of then, not of now.
            THEN extract(epoch FROM coalesce(progress."positionAt", progress."updatedAt")) * 1000 END
        ) ORDER BY chapter."position", chapter."id"), '[]') AS "chapters"
      FROM "Chapter" AS chapter
      LEFT JOIN "UserProgress" AS progress
        ON progress."chapterId" = chapter."id" AND progress."userId" = ${learner.userId}
      WHERE chapter."courseId" = course."id" AND chapter."isPublished"
    ) AS outline
    WHERE course."id" = ANY(${ids}::uuid[])`;
  const courses = new Map(
    rows.filter((row) => isVisible(row, learner)).map((row) => [row.id, toLearnerCourse(row, learner)]),
  );
  return ids.flatMap((id) => courses.get(id.toLowerCase()) ?? []);
}

/** The same for one course; throws NotFoundError. */
export async function learnerCourse({
  db,
  learner,
  courseId,
}: {
  db: Pick<Transaction, "$queryRaw">;
  learner: Learner;
  courseId: string;
}): Promise<LearnerCourse> {
  const [course] = await learnerCourses({ db, learner, ids: [courseId] });
  if (course === undefined) throw new NotFoundError("course");
  return course;
}

function toLearnerCourse(row: LearnerCourseRow, learner: Learner): LearnerCourse {
  const decision = accessTo({ learner, standing: toCourseStanding(row) });
  return {
    courseId: row.id,
    access: decision.isGranted ? decision.access : "none",
    reason: decision.isGranted || decision.reason === "signed_out" ? null : decision.reason,
    wishlisted: row.wishlisted,
    progress: courseProgress(row.chapters, row.completedAt),
  };
}
