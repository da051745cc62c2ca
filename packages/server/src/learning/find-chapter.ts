import type { Database } from "../database/database.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { type AccessDecision, accessTo } from "./access.js";
import { isVisible, standingColumns, standingJoins, type StandingRow, toCourseStanding } from "./course-standing.js";

/** A chapter as its player needs it, and whether this learner may have it. */
export interface FoundChapter {
  id: string;
  courseId: string;
  /** An http(s) URL or `stored:<name>`. */
  videoUrl: string | null;
  playbackId: string | null;
  durationSeconds: number | null;
  /** The course's rule: completed at so many percent of distinct seconds; null: as the page says. */
  completionPercent: number | null;
  /** Whether the course lets learners complete chapters that have a video by hand. */
  allowsManualCompletion: boolean;
  /** Where the learner was last, in seconds. */
  positionSeconds: number;
  decision: AccessDecision;
}

type ChapterRow = StandingRow & Omit<FoundChapter, "decision"> & { isFree: boolean; isPublished: boolean };

/** Throws NotFoundError for a chapter that is unknown, or unpublished (itself or its course) and somebody else's. */
export async function findChapter({
  db,
  learner,
  chapterId,
}: {
  db: Database;
  learner: Learner | null;
  chapterId: string;
}): Promise<FoundChapter> {
  const [row] = await db.$queryRaw<ChapterRow[]>`
    SELECT chapter."id", chapter."courseId", chapter."videoUrl", chapter."durationSeconds", chapter."isFree",
      chapter."isPublished", mux."playbackId", coalesce(progress."positionSeconds", 0) AS "positionSeconds",
      course."completionPercent", course."allowsManualCompletion",
      ${standingColumns(learner)}
    FROM "Chapter" AS chapter
    JOIN "Course" AS course ON course."id" = chapter."courseId" ${standingJoins(learner)}
    LEFT JOIN "MuxData" AS mux ON mux."chapterId" = chapter."id"
    LEFT JOIN "UserProgress" AS progress
      ON progress."chapterId" = chapter."id" AND progress."userId" = ${learner?.userId ?? null}::text
    WHERE chapter."id" = ${chapterId}::uuid`;
  if (row === undefined || !isVisible(row, learner, row.isPublished && row.isCoursePublished)) {
    throw new NotFoundError("chapter");
  }
  const { id, courseId, videoUrl, playbackId, durationSeconds, positionSeconds, isFree } = row;
  const { completionPercent, allowsManualCompletion } = row;
  const decision = accessTo({ learner, standing: toCourseStanding(row), isFreePreview: isFree });
  return {
    id,
    courseId,
    videoUrl,
    playbackId,
    durationSeconds,
    completionPercent,
    allowsManualCompletion,
    positionSeconds,
    decision,
  };
}
