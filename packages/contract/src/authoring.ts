import { z } from "zod";

import { AttachmentName, ChapterOutline, CourseCard } from "./catalogue.js";
import { Id, Instant } from "./identifiers.js";
import { Price } from "./money.js";
import { CategoryName, Description, Title, UserId, WebAddress } from "./text.js";
import { PlaybackPolicy } from "./video.js";

/** What a course needs before it can be published, by the field to set; `chapters`: one published chapter with a video. */
export const PublishRequirement = z.enum(["title", "description", "imageUrl", "categoryId", "price", "chapters"]);
export type PublishRequirement = z.infer<typeof PublishRequirement>;

/** A course of an author's list, drafts included: what everybody sees of it, and how far it is. */
export const AuthorCourseCard = CourseCard.extend({
  userId: z.string().meta({ description: "whose course it is", examples: ["host:42"] }),
  isPublished: z.boolean(),
  missing: z.array(PublishRequirement).meta({ description: "what it needs before it can be published" }),
  createdAt: Instant,
}).meta({ id: "AuthorCourseCard" });
export type AuthorCourseCard = z.infer<typeof AuthorCourseCard>;

/** Where the video of a chapter comes from, and how far it is. */
export const ChapterVideo = z
  .object({
    kind: z.enum(["mux", "file", "link"]).nullable().meta({
      description: "at Mux, in this server's own store, or at an address of the author's; null: there is none",
    }),
    state: z.enum(["none", "waiting", "processing", "ready", "failed"]).meta({
      description: "of the newest upload while it is under way or has failed; what was there before plays on meanwhile",
    }),
    error: z.string().nullable().meta({ description: "why the newest upload failed" }),
    durationSeconds: z.number().min(0).nullable(),
    playbackPolicy: PlaybackPolicy.nullable().meta({ description: "of a video at Mux" }),
  })
  .meta({ id: "ChapterVideo" });
export type ChapterVideo = z.infer<typeof ChapterVideo>;

/** A chapter as its author sees it. */
export const AuthorChapter = ChapterOutline.extend({
  courseId: Id,
  isPublished: z.boolean(),
  videoUrl: z.string().nullable().meta({
    description: "the address that the author gave; null for a video that was uploaded, and where there is none",
  }),
  video: ChapterVideo,
  updatedAt: Instant,
}).meta({ id: "AuthorChapter" });
export type AuthorChapter = z.infer<typeof AuthorChapter>;

export const AuthorAttachment = AttachmentName.extend({
  url: z.string().nullable().meta({ description: "the address of a link; null for a file" }),
  state: z.enum(["waiting", "ready"]).meta({
    description: "waiting: its file has not arrived, and learners do not see it",
  }),
}).meta({ id: "AuthorAttachment" });
export type AuthorAttachment = z.infer<typeof AuthorAttachment>;

/** A course as its author sees it, whole. */
export const AuthorCourse = AuthorCourseCard.extend({
  completionPercent: z.int().min(0).max(100).nullable().meta({
    description: "a chapter is completed when so many percent were watched; null: as the page says, else at its end",
  }),
  allowsManualCompletion: z.boolean(),
  chapters: z.array(AuthorChapter).meta({ description: "all of them, in the order of their positions" }),
  attachments: z.array(AuthorAttachment),
}).meta({ id: "AuthorCourse" });
export type AuthorCourse = z.infer<typeof AuthorCourse>;

export const AuthorCoursesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: z.string().max(1000).optional().meta({ description: "`nextCursor` of the page before" }),
});
export type AuthorCoursesQuery = z.infer<typeof AuthorCoursesQuery>;

export const AuthorCoursePage = z
  .object({ courses: z.array(AuthorCourseCard), nextCursor: z.string().nullable() })
  .meta({ id: "AuthorCoursePage" });
export type AuthorCoursePage = z.infer<typeof AuthorCoursePage>;

const courseFields = {
  description: Description.nullable().optional(),
  imageUrl: WebAddress.nullable().optional().meta({
    description: "the cover, 16:9; one of the server's own is uploaded to `image` instead",
  }),
  price: Price.nullable().optional().meta({ description: "null: not for sale yet; amount 0: free" }),
  categoryId: Id.nullable().optional(),
  completionPercent: z.int().min(0).max(100).nullable().optional(),
  allowsManualCompletion: z.boolean().optional(),
  userId: UserId.optional().meta({ description: "whose course it is; for an admin and the API key to say" }),
};

/** A new course: a draft until it is published. What is left out is not there yet. */
export const CourseInput = z.strictObject({ title: Title, ...courseFields }).meta({ id: "CourseInput" });
export type CourseInput = z.infer<typeof CourseInput>;

/** What is to change; what is left out stays as it is, and null clears. */
export const CoursePatch = z.strictObject({ title: Title.optional(), ...courseFields }).meta({ id: "CoursePatch" });
export type CoursePatch = z.infer<typeof CoursePatch>;

const chapterFields = {
  description: Description.nullable().optional(),
  videoUrl: WebAddress.nullable().optional().meta({
    description:
      "mp4, webm or HLS at an address of the author's; takes the place of an uploaded video. null takes it away, and leaves an uploaded one",
  }),
  durationSeconds: z.number().positive().max(604_800).nullable().optional().meta({
    description: "of the video at `videoUrl`; that of an uploaded one is measured",
  }),
  isFree: z.boolean().optional().meta({ description: "anybody may play it" }),
  tasteSeconds: z.int().min(1).max(86_400).nullable().optional().meta({
    description: "so many seconds from the start are for everybody, while the chapter is locked",
  }),
};

/** A new chapter: a draft at the end of the course. */
export const ChapterInput = z.strictObject({ title: Title, ...chapterFields }).meta({ id: "ChapterInput" });
export type ChapterInput = z.infer<typeof ChapterInput>;

export const ChapterPatch = z.strictObject({ title: Title.optional(), ...chapterFields }).meta({ id: "ChapterPatch" });
export type ChapterPatch = z.infer<typeof ChapterPatch>;

/** How many chapters a course may have: their ids still fit into one request. */
export const MAX_CHAPTERS = 1_500;

/** Every chapter of the course once, drafts included, in their new order. */
export const ChapterOrder = z.strictObject({ chapterIds: z.array(Id).max(MAX_CHAPTERS) }).meta({ id: "ChapterOrder" });
export type ChapterOrder = z.infer<typeof ChapterOrder>;

export const CategoryInput = z.strictObject({ name: CategoryName }).meta({ id: "CategoryInput" });
export type CategoryInput = z.infer<typeof CategoryInput>;

/** A file that is about to be sent to this server. */
const file = {
  fileName: z
    .string()
    .min(1)
    .max(255)
    .meta({ description: "its ending says what it is", examples: ["notes.pdf"] }),
  sizeBytes: z.int().min(1).meta({ description: "exactly so many will be sent" }),
};

/** A link (`url`), or a file to be sent (`fileName` and `sizeBytes`). */
export const AttachmentInput = z
  .strictObject({
    name: Title,
    url: WebAddress.optional(),
    fileName: file.fileName.optional(),
    sizeBytes: file.sizeBytes.optional(),
  })
  .refine(
    ({ url, fileName, sizeBytes }) =>
      url === undefined
        ? fileName !== undefined && sizeBytes !== undefined
        : fileName === undefined && sizeBytes === undefined,
    { path: ["url"], message: "give either the url of a link, or fileName and sizeBytes of a file to be sent" },
  )
  .meta({ id: "AttachmentInput" });
export type AttachmentInput = z.infer<typeof AttachmentInput>;

export const AttachmentPatch = z.strictObject({ name: Title }).meta({ id: "AttachmentPatch" });
export type AttachmentPatch = z.infer<typeof AttachmentPatch>;

export const ImageUploadRequest = z.strictObject(file).meta({ id: "ImageUploadRequest" });
export type ImageUploadRequest = z.infer<typeof ImageUploadRequest>;

/** Where the bytes of a file go: one PUT, without any other token. */
export const FileUpload = z.object({ uploadUrl: z.url(), expiresAt: Instant }).meta({ id: "FileUpload" });
export type FileUpload = z.infer<typeof FileUpload>;

export const AttachmentAdded = z
  .object({
    attachment: AuthorAttachment,
    upload: FileUpload.nullable().meta({ description: "where the file goes; null for a link" }),
  })
  .meta({ id: "AttachmentAdded" });
export type AttachmentAdded = z.infer<typeof AttachmentAdded>;
