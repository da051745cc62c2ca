import { randomUUID } from "node:crypto";

import type { LearnerCourse, ProgressReport } from "@courselet/contract/learning";
import { z } from "zod";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import { ForbiddenError, NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { requireAccess } from "./access.js";
import { findChapter, type FoundChapter } from "./find-chapter.js";
import { learnerCourse } from "./learner-courses.js";
import { type KnownProgress, mergeProgress, type Progress } from "./merge-progress.js";
import { recordCourseCompletion } from "./record-course-completion.js";

const Watched = z.array(z.tuple([z.number(), z.number()]));

/** So many reports of a learner in a chapter are known again by their ids: a queue is long gone by then. */
const MOST_REMEMBERED = 32;

/**
 * Takes a player's report of a chapter that the learner may see, and answers how the learner stands to the course now.
 * Reports of several tabs at once are merged one after the other; one whose id was applied before changes nothing.
 * Throws NotFoundError, LockedError, or ForbiddenError for the learner's word where the course decides alone; nothing of
 * such a report is applied.
 */
export async function recordProgress({
  deps: { db, clock },
  learner,
  chapterId,
  report,
}: {
  deps: Pick<Deps, "db" | "clock">;
  learner: Learner;
  chapterId: string;
  report: ProgressReport;
}): Promise<LearnerCourse> {
  const chapter = await findChapter({ db, learner, chapterId });
  requireAccess(chapter.decision);
  if (report.isCompleted !== undefined) requireManualCompletion(chapter);
  const { userId } = learner;
  const now = clock.now();
  await db.$transaction(async (transaction) => {
    const { recentReports, ...known } = await lockProgress({ db: transaction, userId, chapterId: chapter.id, now });
    if (report.id !== undefined && recentReports.includes(report.id.toLowerCase())) return;
    const progress = mergeProgress({ known, report, chapter, now });
    const remembered = report.id === undefined ? recentReports : [report.id.toLowerCase(), ...recentReports];
    await writeProgress({
      db: transaction,
      userId,
      chapterId: chapter.id,
      progress,
      recentReports: remembered.slice(0, MOST_REMEMBERED),
      now,
    });
    if (progress.isCompleted) {
      await recordCourseCompletion({ db: transaction, userId, courseId: chapter.courseId, now });
    }
  });
  return learnerCourse({ db, learner, courseId: chapter.courseId });
}

/** A chapter without a video has no other way to be completed. */
function requireManualCompletion({ allowsManualCompletion, videoUrl, playbackId }: FoundChapter): void {
  if (allowsManualCompletion || (videoUrl === null && playbackId === null)) return;
  throw new ForbiddenError("This course decides by what was watched when a chapter is completed: send no isCompleted.");
}

interface OwnRow {
  db: Transaction;
  userId: string;
  chapterId: string;
  now: Date;
}

type LockedProgress = KnownProgress & { recentReports: string[] };

/** How often a merge or an erasure may take the row away while we wait for it. */
const MOST_LOSSES = 3;

/**
 * The learner's row for the chapter, made if there is none, and held until the transaction ends. Throws NotFoundError when
 * the chapter went away meanwhile.
 */
async function lockProgress(own: OwnRow): Promise<LockedProgress> {
  for (let losses = 0; losses < MOST_LOSSES; losses++) {
    await makeProgress(own);
    const row = await findLocked(own);
    if (row !== null) return row;
  }
  throw new NotFoundError("chapter");
}

/** Selects from the chapter, which may be gone: a violated constraint would spoil the transaction. */
async function makeProgress({ db, userId, chapterId, now }: OwnRow): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "UserProgress" ("id", "userId", "chapterId", "createdAt", "updatedAt")
    SELECT ${randomUUID()}::uuid, ${userId}, "id", ${now}::timestamptz, ${now}::timestamptz
    FROM "Chapter" WHERE "id" = ${chapterId}::uuid
    ON CONFLICT DO NOTHING`;
}

async function findLocked({ db, userId, chapterId }: OwnRow): Promise<LockedProgress | null> {
  const [row] = await db.$queryRaw<LockedProgress[]>`
    SELECT "isCompleted", "completionAt", "positionSeconds", "positionAt", "watched", "recentReports"::text[], "createdAt"
    FROM "UserProgress"
    WHERE "chapterId" = ${chapterId}::uuid AND "userId" = ${userId}
    FOR UPDATE`;
  return row === undefined ? null : { ...row, watched: Watched.parse(row.watched) };
}

async function writeProgress({
  db,
  userId,
  chapterId,
  progress: { isCompleted, completionAt, positionSeconds, positionAt, watched },
  recentReports,
  now,
}: {
  db: Transaction;
  userId: string;
  chapterId: string;
  progress: Progress;
  recentReports: string[];
  now: Date;
}): Promise<void> {
  await db.$executeRaw`
    UPDATE "UserProgress"
    SET "isCompleted" = ${isCompleted}, "completionAt" = ${completionAt}::timestamptz,
        "positionSeconds" = ${positionSeconds}::float8, "positionAt" = ${positionAt}::timestamptz,
        "watched" = ${JSON.stringify(watched)}::jsonb, "recentReports" = ${recentReports}::text[]::uuid[],
        "updatedAt" = ${now}::timestamptz
    WHERE "chapterId" = ${chapterId}::uuid AND "userId" = ${userId}`;
}
