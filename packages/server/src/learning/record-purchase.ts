import { randomUUID } from "node:crypto";

import type { Transaction } from "../database/database.js";
import type { PurchaseStatus } from "../generated/prisma/enums.js";

/**
 * Writes what a learner owns: the one row of (course, learner), made or replaced. The only writer of that table; checkout
 * calls it with what Stripe said, an enrolment with amount 0 and no Stripe ids.
 *
 * Two rules are kept here, in the statement itself, because a check before it could be overtaken: a free enrolment never
 * replaces a row that is paid, and of a course that was deleted nothing is written (a violated constraint would spoil the
 * caller's transaction).
 *
 * `amount` is in minor units of `currency` (ISO 4217, lower case).
 */
export async function recordPurchase({
  db,
  userId,
  courseId,
  amount,
  currency,
  status,
  stripeCheckoutSessionId,
  stripePaymentIntentId,
}: {
  db: Transaction;
  userId: string;
  courseId: string;
  amount: number;
  currency: string;
  status: PurchaseStatus;
  stripeCheckoutSessionId: string | null;
  stripePaymentIntentId: string | null;
}): Promise<void> {
  const isFreeEnrolment = amount === 0 && stripeCheckoutSessionId === null;
  await db.$executeRaw`
    INSERT INTO "Purchase" ("id", "userId", "courseId", "amount", "currency", "status",
                            "stripeCheckoutSessionId", "stripePaymentIntentId", "updatedAt")
    SELECT ${randomUUID()}::uuid, ${userId}, "id", ${amount}::int, ${currency}, ${status}::"PurchaseStatus",
           ${stripeCheckoutSessionId}::text, ${stripePaymentIntentId}::text, now()
    FROM "Course" WHERE "id" = ${courseId}::uuid
    ON CONFLICT ("courseId", "userId") DO UPDATE
      SET "amount" = excluded."amount",
          "currency" = excluded."currency",
          "status" = excluded."status",
          "stripeCheckoutSessionId" = excluded."stripeCheckoutSessionId",
          "stripePaymentIntentId" = excluded."stripePaymentIntentId",
          "updatedAt" = excluded."updatedAt"
      WHERE NOT (${isFreeEnrolment}::boolean AND "Purchase"."status" = 'paid')`;
}
