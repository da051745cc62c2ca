import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { HasPurchasesError } from "../errors.js";
import { findOwnCourse } from "../find-own.js";
import { deleteChapterVideos } from "../video/delete-chapter-videos.js";

/** A checkout that expired so long ago and never got a session at Stripe was not paid: there was nowhere to pay. */
const SETTLED_AFTER_MS = 24 * 3600 * 1000;

/**
 * Deletes a course with its chapters, their videos at Mux, its attachments, and what learners wished for and did in it.
 * Checkouts that came to nothing go with it. Throws NotFoundError, and HasPurchasesError while anybody has it, had it, or may
 * still be paying for it.
 */
export async function deleteCourse({
  deps: { db: database, clock },
  author,
  courseId,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  courseId: string;
}): Promise<void> {
  await database.$transaction(async (db) => {
    await findOwnCourse({ db, author, courseId });
    // The strongest lock: whoever begins to buy the course now waits until it is gone, or stays.
    await db.$queryRaw`SELECT "id"::text FROM "Course" WHERE "id" = ${courseId}::uuid FOR UPDATE`;
    await findOwnCourse({ db, author, courseId });
    await removeCheckouts({ db, courseId, settledBefore: new Date(clock.now().getTime() - SETTLED_AFTER_MS) });
    if ((await db.purchase.count({ where: { courseId } })) > 0) throw new HasPurchasesError();
    const chapters = await db.chapter.findMany({ where: { courseId }, select: { id: true } });
    await deleteChapterVideos({ db, clock, chapterIds: chapters.map(({ id }) => id) });
    await db.course.delete({ where: { id: courseId } });
  });
}

/**
 * Those that came to nothing; throws HasPurchasesError when another one is left. The database keeps it, too. One with a
 * session at Stripe came to nothing when Stripe says so, however long ago it expired: its webhook may be lost, and money with
 * it. `courselet serve` asks Stripe every hour.
 */
async function removeCheckouts({
  db,
  courseId,
  settledBefore,
}: {
  db: Transaction;
  courseId: string;
  settledBefore: Date;
}): Promise<void> {
  await db.checkout.deleteMany({
    where: {
      courseId,
      OR: [
        { state: { in: ["expired", "failed"] } },
        { state: "open", stripeSessionId: null, expiresAt: { lt: settledBefore } },
      ],
    },
  });
  if ((await db.checkout.count({ where: { courseId } })) > 0) throw new HasPurchasesError();
}
