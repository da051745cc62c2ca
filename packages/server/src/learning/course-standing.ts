import { Prisma } from "../generated/prisma/client.js";
import type { PurchaseStatus } from "../generated/prisma/enums.js";
import { isAuthor, type Learner } from "../identity/actor.js";
import type { CourseStanding } from "./access.js";

/** A row of `standingColumns`. */
export interface StandingRow {
  authorId: string;
  price: number | null;
  isCoursePublished: boolean;
  purchaseStatus: PurchaseStatus | null;
  isEnrolment: boolean;
  isPaymentProcessing: boolean;
}

/** Selects how a learner (null: nobody) stands to a course; goes with `standingJoins`, beside a table named `course`. */
export function standingColumns(learner: Learner | null): Prisma.Sql {
  return Prisma.sql`
    course."userId" AS "authorId", course."price", course."isPublished" AS "isCoursePublished",
    purchase."status"::text AS "purchaseStatus",
    coalesce(purchase."amount" = 0 AND purchase."stripeCheckoutSessionId" IS NULL, false) AS "isEnrolment",
    EXISTS (
      SELECT 1 FROM "Checkout" AS checkout
      WHERE checkout."courseId" = course."id" AND checkout."userId" = ${learner?.userId ?? null}::text
        AND checkout."state" = 'processing'
    ) AS "isPaymentProcessing"`;
}

export function standingJoins(learner: Learner | null): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN "Purchase" AS purchase
      ON purchase."courseId" = course."id" AND purchase."userId" = ${learner?.userId ?? null}::text`;
}

export function toCourseStanding(row: StandingRow): CourseStanding {
  return {
    authorId: row.authorId,
    price: row.price,
    purchase: row.purchaseStatus === null ? null : { status: row.purchaseStatus, isEnrolment: row.isEnrolment },
    isPaymentProcessing: row.isPaymentProcessing,
  };
}

/** What is not published is there for its author only. */
export function isVisible(row: StandingRow, learner: Learner | null, isPublished = row.isCoursePublished): boolean {
  return isPublished || (learner !== null && isAuthor(learner, row.authorId));
}
