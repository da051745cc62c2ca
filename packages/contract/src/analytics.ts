import { z } from "zod";

import { Id, Instant } from "./identifiers.js";

/** Long before any shop, and far enough from the years that PostgreSQL does not know. */
const Day = z.union([Instant, z.iso.date()]).refine((text) => text >= "1970", "must be after 1970 began");

export const AnalyticsQuery = z
  .object({
    from: Day.optional().meta({
      description: "the first moment, ISO 8601; a day begins at 00:00 UTC. 30 days before `to`",
    }),
    to: Day.optional().meta({ description: "the moment after the last, ISO 8601. Now" }),
  })
  .meta({ id: "AnalyticsQuery" });
export type AnalyticsQuery = z.infer<typeof AnalyticsQuery>;

const count = z.int().min(0);
const amount = z.int().meta({ description: "minor units" });

/** What was paid within the time in one currency, and what was left of it. Never today's price. */
export const Revenue = z
  .object({
    currency: z.string().meta({ examples: ["usd"] }),
    purchases: count.meta({ description: "payments, those of nothing (a discount of all of it) included" }),
    gross: amount.meta({ description: "what was paid, taxes included and discounts taken off" }),
    refunded: amount.meta({ description: "what was given back of it, until now" }),
    disputed: amount.meta({ description: "what banks hold or have taken back of it" }),
    tax: amount.meta({ description: "the tax in what is left" }),
    fee: amount.meta({ description: "what Stripe kept, as far as that is known in this currency" }),
    unknownFees: count.meta({ description: "payments whose fee is not known, or was taken in another currency" }),
    net: amount.meta({ description: "gross - refunded - disputed - tax - fee" }),
  })
  .meta({ id: "Revenue" });
export type Revenue = z.infer<typeof Revenue>;

export const ChapterAnalytics = z
  .object({
    chapterId: Id,
    title: z.string(),
    position: z.int(),
    started: count.meta({ description: "who has begun it, whenever; the course's author does not count" }),
    completed: count.meta({ description: "who has completed it" }),
  })
  .meta({ id: "ChapterAnalytics" });
export type ChapterAnalytics = z.infer<typeof ChapterAnalytics>;

export const CourseAnalytics = z
  .object({
    courseId: Id,
    title: z.string(),
    revenue: z.array(Revenue),
    enrolments: count.meta({ description: "who joined it within the time while it was free" }),
    learners: count.meta({ description: "who has it now" }),
    started: count.meta({ description: "who has begun a published chapter, whenever; its author does not count" }),
    completed: count.meta({ description: "who has completed every chapter that is published now" }),
    completions: count.meta({
      description: "who completed it for the first time within the time, by the chapters that were published then",
    }),
    chapters: z.array(ChapterAnalytics),
  })
  .meta({ id: "CourseAnalytics" });
export type CourseAnalytics = z.infer<typeof CourseAnalytics>;

export const Analytics = z
  .object({
    from: Instant,
    to: Instant,
    revenue: z.array(Revenue).meta({ description: "of all courses together, by currency" }),
    courses: z.array(CourseAnalytics),
  })
  .meta({ id: "Analytics" });
export type Analytics = z.infer<typeof Analytics>;
