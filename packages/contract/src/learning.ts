import { z } from "zod";

import { Id, IdList, Instant } from "./identifiers.js";

/** Why a learner may see what they see. */
export const Access = z.enum(["none", "free", "purchased", "author"]);
export type Access = z.infer<typeof Access>;

/** Why access is refused. */
export const LockReason = z.enum(["not_purchased", "not_enrolled", "refunded", "disputed", "payment_processing"]);
export type LockReason = z.infer<typeof LockReason>;

export const CourseProgress = z
  .object({
    completedChapters: z.int().min(0),
    totalChapters: z.int().min(0),
    percent: z.int().min(0).max(100),
    nextChapterId: Id.nullable().meta({
      description: "the chapter to go on with; null when all are completed or there is none",
    }),
    positionSeconds: z.number().min(0).meta({ description: "where to resume in `nextChapterId`" }),
    completedChapterIds: z.array(Id),
    completedAt: Instant.nullable().meta({
      description: "when all published chapters were completed for the first time; stays when chapters are added",
    }),
  })
  .meta({ id: "CourseProgress" });
export type CourseProgress = z.infer<typeof CourseProgress>;

/** The private half of a card: what this learner has and has done. Never cached. */
export const LearnerCourse = z
  .object({
    courseId: Id,
    access: Access,
    reason: LockReason.nullable(),
    wishlisted: z.boolean(),
    progress: CourseProgress,
  })
  .meta({ id: "LearnerCourse" });
export type LearnerCourse = z.infer<typeof LearnerCourse>;

export const LearnerCoursesQuery = z.object({
  ids: IdList.optional(),
  filter: z.enum(["purchased", "wishlisted", "in-progress"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: z.string().max(1000).optional(),
});
export type LearnerCoursesQuery = z.infer<typeof LearnerCoursesQuery>;

export const LearnerCourses = z
  .object({ courses: z.array(LearnerCourse), nextCursor: z.string().nullable().optional() })
  .meta({ id: "LearnerCourses" });
export type LearnerCourses = z.infer<typeof LearnerCourses>;

/** Asks for the first seconds of a locked chapter, where its author gives a taste. */
export const PlaybackQuery = z.object({ taste: z.enum(["true"]).optional() });
export type PlaybackQuery = z.infer<typeof PlaybackQuery>;

const tasteSeconds = z.int().min(1).nullable().meta({
  description: "only so many seconds from the start will play: a taste of a locked chapter; null: all of it",
});

/** How to play a chapter: a Mux asset with its three tokens, or a file by URL (signed when it is stored here). */
export const Playback = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("mux"),
      playbackId: z.string(),
      tokens: z.object({ playback: z.string(), thumbnail: z.string(), storyboard: z.string() }),
      expiresAt: Instant,
      positionSeconds: z.number().min(0),
      tasteSeconds,
    }),
    z.object({
      kind: z.literal("file"),
      url: z.url(),
      expiresAt: Instant,
      positionSeconds: z.number().min(0),
      tasteSeconds,
    }),
  ])
  .meta({ id: "Playback" });
export type Playback = z.infer<typeof Playback>;

export const AttachmentLink = z
  .object({
    name: z.string(),
    url: z.url(),
    expiresAt: Instant,
    sizeBytes: z.int().min(0).nullable(),
    contentType: z.string().nullable(),
  })
  .meta({ id: "AttachmentLink" });
export type AttachmentLink = z.infer<typeof AttachmentLink>;

/** A stretch of a video that was played, in seconds from its start. */
export const WatchedRange = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([from, to]) => from <= to, "a range ends where it starts or later");

/** When a chapter counts as completed: at its end, or when so many percent of its distinct seconds were watched. */
export const CompletionRule = z.union([z.literal("ended"), z.int().min(0).max(100)]);
export type CompletionRule = z.infer<typeof CompletionRule>;

/**
 * What a player has seen. It may be sent late and more than once: what is merged is never lowered, and a report whose id
 * was applied before is not applied again.
 */
export const ProgressReport = z
  .object({
    id: Id.optional().meta({ description: "of this report; the same again has no effect" }),
    ageSeconds: z.number().min(0).max(2_592_000).optional().meta({
      description: "how long ago it was made, for one that was queued; 0 without it",
    }),
    positionSeconds: z.number().min(0).max(604_800).optional(),
    watched: z.array(WatchedRange).max(500).optional(),
    completion: CompletionRule.optional().meta({
      description: "the page's rule, applied by the server to what it counts as watched; the course's own goes first",
    }),
    isCompleted: z.boolean().optional().meta({
      description:
        "the learner's own word: true completes the chapter, false takes that back, where the course allows it",
    }),
    durationSeconds: z.number().positive().max(604_800).optional().meta({
      description:
        "of the video as the player sees it; only used while the server knows none, for this learner, and not kept",
    }),
  })
  .meta({ id: "ProgressReport" });
export type ProgressReport = z.infer<typeof ProgressReport>;
