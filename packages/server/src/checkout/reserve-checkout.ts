import { randomUUID } from "node:crypto";

import type { CheckoutRequest } from "@courselet/contract/checkout";

import { courseForSale, type CourseForSale } from "../catalogue/course-for-sale.js";
import type { Transaction } from "../database/database.js";
import type { Checkout } from "../generated/prisma/client.js";
import { isAuthor, type Learner } from "../identity/actor.js";
import { AlreadyOwnedError, NotForSaleError, PaymentProcessingError, PriceChangedError } from "./errors.js";

/** What somebody wants to buy, and how. */
export interface Purchasing {
  learner: Learner;
  courseId: string;
  /** As parsed and found to be allowed. */
  returnUrl: URL;
  mode: CheckoutRequest["mode"];
  quotedPrice: CheckoutRequest["quotedPrice"];
  locale: CheckoutRequest["locale"];
}

/** A course that has a price. */
export type PricedCourse = CourseForSale & { price: number };

/** A checkout of this learner and course that can still be paid. Ages are in seconds, by the database's clock. */
export type OpenCheckout = Pick<
  Checkout,
  "id" | "stripeSessionId" | "amount" | "currency" | "returnUrl" | "url" | "clientSecret" | "expiresAt"
> & { ageSeconds: number };

/**
 * - `made`: a checkout without a session, for the caller to fill in or to remove; no other is open.
 * - `open`: these are open already, the newest first.
 */
export type Reservation = { kind: "made"; checkoutId: string; course: PricedCourse } | OpenReservation;
export interface OpenReservation {
  kind: "open";
  course: PricedCourse;
  checkouts: OpenCheckout[];
}

/** Stripe's own default; replaced by what Stripe says as soon as the session is made. */
const LIFE_HOURS = 24;

/**
 * Decides, in a short transaction of the caller's, whether this learner may buy this course now, and makes the row of the
 * checkout unless one is open already. A lock for the learner and the course makes of any number of clicks one.
 *
 * Throws NotFoundError, AlreadyOwnedError, NotForSaleError, PaymentProcessingError or PriceChangedError.
 */
export async function reserveCheckout({
  db,
  learner,
  courseId,
  returnUrl,
  quotedPrice,
}: Purchasing & { db: Transaction }): Promise<Reservation> {
  const { userId } = learner;
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`checkout ${userId} ${courseId}`}, 0))::text`;
  const course = await courseForSale({ db, courseId });
  if (isAuthor(learner, course.userId)) throw new AlreadyOwnedError();
  const purchase = await db.purchase.findUnique({ where: { courseId_userId: { courseId, userId } } });
  if (purchase?.status === "paid") throw new AlreadyOwnedError();
  const priced = requirePrice(course);
  const processing = await db.checkout.findFirst({ where: { userId, courseId, state: "processing" } });
  if (processing !== null) throw new PaymentProcessingError();
  requireQuoted(priced, quotedPrice);

  const checkouts = await openCheckouts({ db, userId, courseId });
  if (checkouts.length > 0) return { kind: "open", course: priced, checkouts };
  const checkoutId = randomUUID();
  await db.$executeRaw`
    INSERT INTO "Checkout" ("id", "userId", "courseId", "amount", "currency", "returnUrl", "expiresAt", "createdAt", "updatedAt")
    VALUES (${checkoutId}::uuid, ${userId}, ${courseId}::uuid, ${priced.price}, ${priced.currency}, ${returnUrl.href},
            now() + ${LIFE_HOURS} * interval '1 hour', now(), now())`;
  return { kind: "made", checkoutId, course: priced };
}

function requirePrice(course: CourseForSale): PricedCourse {
  const { price } = course;
  if (!course.isPublished || price === null) throw new NotForSaleError();
  if (price === 0) throw new NotForSaleError("This course is free: join it instead of buying it.");
  return { ...course, price };
}

function requireQuoted({ price, currency }: PricedCourse, quoted: CheckoutRequest["quotedPrice"]): void {
  if (quoted === undefined || (quoted.amount === price && quoted.currency === currency)) return;
  throw new PriceChangedError({ amount: price, currency });
}

function openCheckouts({
  db,
  userId,
  courseId,
}: {
  db: Transaction;
  userId: string;
  courseId: string;
}): Promise<OpenCheckout[]> {
  return db.$queryRaw<OpenCheckout[]>`
    SELECT "id", "stripeSessionId", "amount", "currency", "returnUrl", "url", "clientSecret", "expiresAt",
           extract(epoch FROM clock_timestamp() - "createdAt")::float8 AS "ageSeconds"
    FROM "Checkout"
    WHERE "userId" = ${userId} AND "courseId" = ${courseId}::uuid AND "state" = 'open'
    ORDER BY "createdAt" DESC, "id"`;
}
