import type { MergeResult } from "@courselet/contract/identity";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import { CourseletError, ForbiddenError, InvalidRequestError } from "../http/errors.js";
import { recordCourseCompletion } from "../learning/record-course-completion.js";
import type { Learner } from "./actor.js";
import type { VerifyToken } from "./verify-token.js";

/** The guest's things belong to another user already. */
export class AlreadyMergedError extends CourseletError {
  constructor() {
    super("already_merged", "What this guest had was taken over by another user.");
  }
}

/**
 * Moves what a guest has to the signed-in user, in one transaction and once: a second time moves nothing and says so.
 * Throws ForbiddenError when it is a guest who asks, InvalidRequestError when `guestToken` is not a guest's good token, and
 * AlreadyMergedError when another user has taken that guest over.
 */
export async function mergeGuest({
  deps,
  verifyToken,
  learner,
  guestToken,
}: {
  deps: Pick<Deps, "db" | "clock">;
  verifyToken: VerifyToken;
  learner: Learner;
  guestToken: string;
}): Promise<MergeResult> {
  if (learner.isGuest) throw new ForbiddenError("Only a signed-in user can take over what a guest has.");
  const guestId = await guestOf({ guestToken, verifyToken });
  return deps.db.$transaction((db) => move({ db, guestId, userId: learner.userId, now: deps.clock.now() }));
}

async function guestOf({ guestToken, verifyToken }: { guestToken: string; verifyToken: VerifyToken }): Promise<string> {
  const guest = await verifyToken(guestToken).catch((error: unknown) => {
    if (!(error instanceof CourseletError) || error.code === "unavailable") throw error;
    return null;
  });
  if (guest === null || !guest.isGuest) {
    throw new InvalidRequestError("This is not the token of a guest.", [
      { path: "guestToken", message: "must be a token of POST /v1/guests that has not expired" },
    ]);
  }
  return guest.userId;
}

/** From whom to whom; both are user ids. */
interface Move {
  db: Transaction;
  guestId: string;
  userId: string;
}

/**
 * Merging, like erasing, writes tables which other features own: their rows change hands together or not at all, and no
 * feature has a rule of its own about it. Every statement is written so that it cannot fail on what others do meanwhile.
 */
async function move({ db, guestId, userId, now }: Move & { now: Date }): Promise<MergeResult> {
  const claimed = await db.$executeRaw`
    INSERT INTO "GuestMerge" ("guestId", "userId") VALUES (${guestId}, ${userId}) ON CONFLICT DO NOTHING`;
  if (claimed === 0) {
    const merge = await db.guestMerge.findUnique({ where: { guestId } });
    if (merge?.userId !== userId) throw new AlreadyMergedError();
    return { merged: false, wishlist: 0, chapters: 0, purchases: 0 };
  }
  // First the checkouts, the user's own too, in the order in which a payment's recording locks them: this waits for one
  // that is being recorded, so that its purchase is there to be moved, and one that comes later finds all of them together.
  await db.$queryRaw`
    SELECT "id"::text FROM "Checkout" WHERE "userId" IN (${guestId}, ${userId}) ORDER BY "id" FOR UPDATE`;
  await db.checkout.updateMany({ where: { userId: guestId }, data: { userId } });
  await moveCustomer({ db, guestId, userId });
  const purchases = await movePurchases({ db, guestId, userId });
  const wishlist = await moveWishlist({ db, guestId, userId });
  const chapters = await moveProgress({ db, guestId, userId, now });
  return { merged: true, wishlist, chapters, purchases };
}

/** A user who has a Stripe customer keeps it; the guest's is then no longer needed, since payments stand in the checkouts. */
async function moveCustomer({ db, guestId, userId }: Move): Promise<void> {
  const customer = await db.customer.findUnique({ where: { userId: guestId } });
  if (customer === null) return;
  await db.customer.delete({ where: { id: customer.id } });
  await db.customer.createMany({ data: [{ ...customer, userId }], skipDuplicates: true });
}

/** Where both own a course, the user's purchase stays, unless it was taken back and the guest's was not. */
async function movePurchases({ db, guestId, userId }: Move): Promise<number> {
  return db.$executeRaw`
    WITH gone AS (DELETE FROM "Purchase" WHERE "userId" = ${guestId} RETURNING *)
    INSERT INTO "Purchase" AS own ("id", "userId", "courseId", "amount", "currency", "status",
                                   "stripeCheckoutSessionId", "stripePaymentIntentId", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), ${userId}, "courseId", "amount", "currency", "status",
           "stripeCheckoutSessionId", "stripePaymentIntentId", "createdAt", now()
      FROM gone ORDER BY "courseId"
    ON CONFLICT ("courseId", "userId") DO UPDATE
      SET "amount" = excluded."amount",
          "currency" = excluded."currency",
          "status" = excluded."status",
          "stripeCheckoutSessionId" = excluded."stripeCheckoutSessionId",
          "stripePaymentIntentId" = excluded."stripePaymentIntentId",
          "updatedAt" = excluded."updatedAt"
      WHERE own."status" <> 'paid' AND excluded."status" = 'paid'`;
}

async function moveWishlist({ db, guestId, userId }: Move): Promise<number> {
  return db.$executeRaw`
    WITH gone AS (DELETE FROM "Wishlist" WHERE "userId" = ${guestId} RETURNING *)
    INSERT INTO "Wishlist" ("id", "userId", "courseId", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), ${userId}, "courseId", "createdAt", now()
      FROM gone ORDER BY "courseId"
    ON CONFLICT ("userId", "courseId") DO NOTHING`;
}

/**
 * Completed if either is: signing in takes nothing away. The newest position, and of two that nobody knows the time of the
 * further one; everything that either has watched, as disjoint sorted ranges; the reports that either has sent.
 */
async function moveProgress({ db, guestId, userId, now }: Move & { now: Date }): Promise<number> {
  // A tab that reports in this moment is waited for, so that what it says is moved too.
  await db.$queryRaw`
    SELECT "id"::text FROM "UserProgress" WHERE "userId" IN (${guestId}, ${userId})
     ORDER BY "chapterId", "userId" FOR UPDATE`;
  const moved = await db.$executeRaw`
    INSERT INTO "UserProgress" AS own ("id", "userId", "chapterId", "isCompleted", "completionAt", "positionSeconds",
                                       "positionAt", "watched", "recentReports", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), ${userId}, "chapterId", "isCompleted", "completionAt", "positionSeconds", "positionAt",
           "watched", "recentReports", "createdAt", "updatedAt"
      FROM "UserProgress" WHERE "userId" = ${guestId} ORDER BY "chapterId"
    ON CONFLICT ("chapterId", "userId") DO UPDATE
      SET "isCompleted" = own."isCompleted" OR excluded."isCompleted",
          -- When that was decided which holds now.
          "completionAt" = CASE WHEN own."isCompleted" = excluded."isCompleted"
                                  THEN GREATEST(own."completionAt", excluded."completionAt")
                                WHEN own."isCompleted" THEN own."completionAt"
                                ELSE excluded."completionAt" END,
          "positionSeconds" = CASE WHEN own."positionAt" IS NULL AND excluded."positionAt" IS NULL
                                     THEN GREATEST(own."positionSeconds", excluded."positionSeconds")
                                   WHEN own."positionAt" >= excluded."positionAt" OR excluded."positionAt" IS NULL
                                     THEN own."positionSeconds"
                                   ELSE excluded."positionSeconds" END,
          "positionAt" = GREATEST(own."positionAt", excluded."positionAt"),
          "recentReports" = own."recentReports" || excluded."recentReports",
          -- Watched time is bounded by the time since the beginning, and both began to watch.
          "createdAt" = LEAST(own."createdAt", excluded."createdAt"),
          "updatedAt" = GREATEST(own."updatedAt", excluded."updatedAt"),
          "watched" = (
            SELECT coalesce(jsonb_agg(jsonb_build_array(lower(stretch), upper(stretch)) ORDER BY lower(stretch)), '[]')
              FROM unnest((
                SELECT range_agg(numrange((pair ->> 0)::numeric, (pair ->> 1)::numeric, '[]'))
                  FROM jsonb_array_elements(own."watched" || excluded."watched") AS pair
              )) AS stretch
          )`;
  await moveCompletions({ db, guestId, userId, now });
  await db.userProgress.deleteMany({ where: { userId: guestId } });
  return moved;
}

/** Of two that completed a course, the first time counts; and what each had half of may now be completed. */
async function moveCompletions({ db, guestId, userId, now }: Move & { now: Date }): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "CourseCompletion" AS own ("userId", "courseId", "completedAt")
    SELECT ${userId}, "courseId", "completedAt" FROM "CourseCompletion" WHERE "userId" = ${guestId} ORDER BY "courseId"
    ON CONFLICT ("userId", "courseId") DO UPDATE SET "completedAt" = LEAST(own."completedAt", excluded."completedAt")`;
  await db.courseCompletion.deleteMany({ where: { userId: guestId } });
  const courses = await db.chapter.findMany({
    where: { userProgress: { some: { userId: guestId, isCompleted: true } } },
    distinct: ["courseId"],
    select: { courseId: true },
    orderBy: { courseId: "asc" },
  });
  for (const { courseId } of courses) await recordCourseCompletion({ db, userId, courseId, now });
}
