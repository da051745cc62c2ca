import { z } from "zod";

import { Id, IdList, Instant } from "./identifiers.js";
import { Money } from "./money.js";

export const CategoryRef = z.object({ id: Id, name: z.string() }).meta({ id: "CategoryRef" });

/** What a card shows to everybody: the cacheable half of a course. */
export const CourseCard = z
  .object({
    id: Id,
    title: z.string(),
    description: z.string().nullable(),
    imageUrl: z.url().nullable(),
    price: Money.nullable().meta({ description: "null: not for sale yet; amount 0: free" }),
    category: CategoryRef.nullable(),
    chapterCount: z.int().min(0).meta({ description: "published chapters" }),
    freeChapterCount: z.int().min(0),
    durationSeconds: z.number().min(0).meta({ description: "sum over published chapters" }),
    updatedAt: Instant,
  })
  .meta({ id: "CourseCard" });
export type CourseCard = z.infer<typeof CourseCard>;

export const ChapterOutline = z
  .object({
    id: Id,
    title: z.string(),
    description: z.string().nullable(),
    position: z.int().min(1),
    isFree: z.boolean(),
    durationSeconds: z.number().min(0).nullable(),
    hasVideo: z.boolean(),
    tasteSeconds: z.int().min(1).nullable().meta({
      description: "so many seconds may be watched while it is locked; null: none",
    }),
  })
  .meta({ id: "ChapterOutline" });
export type ChapterOutline = z.infer<typeof ChapterOutline>;

/** What can be downloaded with a course, as everybody may know of it. */
export const AttachmentName = z
  .object({
    id: Id,
    name: z.string(),
    sizeBytes: z.int().min(0).nullable().meta({ description: "null: not known, as of a link" }),
    contentType: z.string().nullable().meta({ description: "a media type; null: not known" }),
  })
  .meta({ id: "AttachmentName" });
export type AttachmentName = z.infer<typeof AttachmentName>;

/** The public page of a course. No playback id and no gated URL is ever part of it. */
export const Course = CourseCard.extend({
  chapters: z.array(ChapterOutline).meta({ description: "published chapters in the order of their positions" }),
  attachments: z.array(AttachmentName),
  allowsManualCompletion: z.boolean().meta({
    description: "learners may mark chapters as completed, and take that back",
  }),
}).meta({ id: "Course" });
export type Course = z.infer<typeof Course>;

export const CoursesById = z
  .object({ courses: z.array(CourseCard), missing: z.array(Id) })
  .meta({ id: "CoursesById", description: "in the order asked; ids that are unknown or unpublished are in `missing`" });
export type CoursesById = z.infer<typeof CoursesById>;

export const CoursePage = z
  .object({ courses: z.array(CourseCard), nextCursor: z.string().nullable() })
  .meta({ id: "CoursePage" });
export type CoursePage = z.infer<typeof CoursePage>;

/** Either `ids`, or a search; the two do not mix. */
export const CoursesQuery = z.object({
  ids: IdList.optional(),
  q: z.string().trim().max(200).optional().meta({ description: "full-text search, any script" }),
  category: Id.optional(),
  author: z
    .string()
    .max(300)
    .regex(/^\P{Cc}*$/u, "no control characters")
    .optional()
    .meta({ description: "user id of the author" }),
  price: z.enum(["free", "paid"]).optional(),
  sort: z
    .enum(["newest", "title", "price"])
    .optional()
    .meta({ description: "without it: by relevance for a search, newest first otherwise" }),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: z.string().max(1000).optional().meta({ description: "`nextCursor` of the page before" }),
});
export type CoursesQuery = z.infer<typeof CoursesQuery>;

export const Category = z.object({ id: Id, name: z.string(), courseCount: z.int().min(0) }).meta({ id: "Category" });
export type Category = z.infer<typeof Category>;
export const Categories = z.object({ categories: z.array(Category) }).meta({ id: "Categories" });
export type Categories = z.infer<typeof Categories>;
