import { z } from "zod";

import { Id, Instant } from "./identifiers.js";
import { WatchedRange } from "./learning.js";

/** A token of this server's own for a visitor without an account. */
export const GuestToken = z.object({ token: z.string(), expiresAt: Instant }).meta({ id: "GuestToken" });
export type GuestToken = z.infer<typeof GuestToken>;

export const MergeRequest = z.object({ guestToken: z.string().min(1).max(4096) }).meta({ id: "MergeRequest" });
export type MergeRequest = z.infer<typeof MergeRequest>;

/** What moved from the guest to the signed-in user. */
export const MergeResult = z
  .object({
    merged: z.boolean().meta({ description: "false: this guest was merged before, nothing moved" }),
    wishlist: z.int(),
    chapters: z.int(),
    purchases: z.int(),
  })
  .meta({ id: "MergeResult" });
export type MergeResult = z.infer<typeof MergeResult>;

export const RestoreRequest = z
  .object({
    email: z
      .string()
      .max(320)
      .regex(/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u, "an e-mail address")
      .meta({ description: "the address given when paying", examples: ["ada@school.example"] }),
    returnUrl: z
      .string()
      .min(1)
      .max(2048)
      .meta({ description: "a page of an allowed origin; the mailed link leads to it" }),
  })
  .meta({ id: "RestoreRequest" });
export type RestoreRequest = z.infer<typeof RestoreRequest>;

/**
 * The query parameter that a mailed link carries. Written by the server, read and removed by the widgets. It holds a code
 * that works once, for a quarter of an hour.
 */
export const RESTORE_PARAMETER = "courselet_restore";

/** In minor units of the row's `currency`. */
const Amount = z.int();

/** Everything that is kept of one learner, by the tables it is kept in. Secrets are left out, and so are cards: there are none. */
export const LearnerData = z
  .object({
    userId: z.string(),
    exportedAt: Instant,
    wishlist: z.array(z.object({ courseId: Id, courseTitle: z.string(), createdAt: Instant })),
    progress: z.array(
      z.object({
        courseId: Id,
        courseTitle: z.string(),
        chapterId: Id,
        chapterTitle: z.string(),
        isCompleted: z.boolean(),
        completionAt: Instant.nullable(),
        positionSeconds: z.number(),
        positionAt: Instant.nullable(),
        watched: z.array(WatchedRange),
        createdAt: Instant,
        updatedAt: Instant,
      }),
    ),
    completedCourses: z.array(z.object({ courseId: Id, courseTitle: z.string(), completedAt: Instant })),
    purchases: z.array(
      z.object({
        courseId: Id,
        courseTitle: z.string(),
        amount: Amount,
        currency: z.string(),
        status: z.enum(["paid", "refunded", "disputed"]),
        stripeCheckoutSessionId: z.string().nullable(),
        stripePaymentIntentId: z.string().nullable(),
        createdAt: Instant,
      }),
    ),
    checkouts: z.array(
      z.object({
        checkoutId: Id,
        courseId: Id,
        courseTitle: z.string(),
        state: z.enum(["open", "processing", "paid", "expired", "failed", "refunded", "disputed"]),
        amount: Amount,
        currency: z.string(),
        amountTotal: Amount.nullable(),
        amountDiscount: Amount,
        amountTax: Amount,
        amountRefunded: Amount,
        paidAt: Instant.nullable(),
        returnUrl: z.string(),
        createdAt: Instant,
      }),
    ),
    customers: z.array(z.object({ customerId: z.string(), email: z.string().nullable(), createdAt: Instant })),
    mergedGuests: z.array(z.object({ guestId: z.string(), mergedAt: Instant })),
    mails: z.array(
      z.object({
        kind: z.string(),
        to: z.string(),
        subject: z.string(),
        createdAt: Instant,
        sentAt: Instant.nullable(),
      }),
    ),
    restoreLinks: z.array(z.object({ createdAt: Instant, expiresAt: Instant, usedAt: Instant.nullable() })),
    authoredCourses: z.array(z.object({ courseId: Id, courseTitle: z.string(), createdAt: Instant })),
  })
  .meta({ id: "LearnerData" });
export type LearnerData = z.infer<typeof LearnerData>;
