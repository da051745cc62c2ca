import { randomUUID } from "node:crypto";

import type { LearnerCourse, ProgressReport } from "@courselet/contract/learning";
import { z } from "zod";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { requireAccess } from "./access.js";
import { findChapter } from "./find-chapter.js";
import { learnerCourse } from "./learner-courses.js";
import { type KnownProgress, mergeProgress } from "./merge-progress.js";

const Watched = z.array(z.tuple([z.number(), z.number()]));

/**
 * Takes a player's report of a chapter that the learner may see, and answers how the learner stands to the course now.
 * Reports of two tabs at once are merged one after the other. Throws NotFoundError or LockedError.
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
  const { id, courseId, durationSeconds, decision } = await findChapter({ db, learner, chapterId });
  requireAccess(decision);
  const now = clock.now();
  await db.$transaction(async (transaction) => {
    const known = await lockProgress({ db: transaction, userId: learner.userId, chapterId: id, now });
    const { isCompleted, positionSeconds, watched } = mergeProgress({ known, report, durationSeconds, now });
    await transaction.$executeRaw`
      UPDATE "UserProgress"
      SET "isCompleted" = ${isCompleted}, "positionSeconds" = ${positionSeconds}::float8,
          "watched" = ${JSON.stringify(watched)}::jsonb, "updatedAt" = ${now}::timestamptz
      WHERE "chapterId" = ${id}::uuid AND "userId" = ${learner.userId}`;
  });
  return learnerCourse({ db, learner, courseId });
}

/**
 * The learner's row for the chapter, made if there is none, and held until the transaction ends. Throws NotFoundError when
 * the chapter went away meanwhile; the insert selects from it, since a violated constraint would spoil the transaction.
 */
async function lockProgress({
  db,
  userId,
  chapterId,
  now,
}: {
  db: Transaction;
  userId: string;
  chapterId: string;
  now: Date;
}): Promise<KnownProgress> {
  await db.$executeRaw`
    INSERT INTO "UserProgress" ("id", "userId", "chapterId", "createdAt", "updatedAt")
    SELECT ${randomUUID()}::uuid, ${userId}, "id", ${now}::timestamptz, ${now}::timestamptz
    FROM "Chapter" WHERE "id" = ${chapterId}::uuid
    ON CONFLICT DO NOTHING`;
  const [row] = await db.$queryRaw<(Omit<KnownProgress, "watched"> & { watched: unknown })[]>`
    SELECT "isCompleted", "positionSeconds", "watched", "createdAt", "updatedAt"
    FROM "UserProgress"
    WHERE "chapterId" = ${chapterId}::uuid AND "userId" = ${userId}
    FOR UPDATE`;
  if (row === undefined) throw new NotFoundError("chapter");
  return { ...row, watched: Watched.parse(row.watched) };
}
