import type { Prisma } from "../../generated/prisma/client.js";
import { isStored } from "../../storage/file-store.js";
import { formatPrice } from "../import/price.js";
import { attachmentId, chapterId, courseId } from "../import/stable-ids.js";

/** What an export reads of a course, its parts in their order. */
export const EXPORTED = {
  category: { select: { name: true } },
  chapters: { orderBy: [{ position: "asc" }, { id: "asc" }], include: { muxData: true } },
  attachments: { orderBy: [{ position: "asc" }, { id: "asc" }] },
} as const satisfies Prisma.CourseInclude;
export type ExportedCourse = Prisma.CourseGetPayload<{ include: typeof EXPORTED }>;
type ExportedChapter = ExportedCourse["chapters"][number];

/** A course as a manifest says it (see import/manifest.ts); what is as a manifest's default says is left out. */
export type Entry = Record<string, unknown>;

/**
 * A path or URL for what a row refers to; null for what no import would take, such as a file that is missing from the store.
 * `what` is what to call a file.
 */
export type ReferenceTo = (reference: string, what: string) => Promise<string | null>;

/** `fileAuthor` is the author that the manifest names for all. */
export async function courseEntry({
  course,
  fileAuthor,
  referenceTo,
}: {
  course: ExportedCourse;
  fileAuthor: string | undefined;
  referenceTo: ReferenceTo;
}): Promise<Entry> {
  const key = course.key !== null && courseId(course.key) === course.id ? course.key : course.id;
  const chapters: Entry[] = [];
  for (const chapter of course.chapters) chapters.push(await chapterEntry({ chapter, courseKey: key, referenceTo }));
  const attachments: Entry[] = [];
  for (const { id, key: given, name, url } of course.attachments) {
    const file = await referenceTo(url, name.replace(/\.\w{1,5}$/, ""));
    if (file === null) continue;
    const attachmentKey = given !== null && attachmentId(key, given) === id ? given : id;
    attachments.push({ key: attachmentKey, name: oneLine(name), file });
  }
  return compact({
    key,
    author: course.userId === fileAuthor ? undefined : course.userId,
    title: oneLine(course.title),
    description: textOf(course.description),
    image: course.imageUrl === null ? undefined : await referenceTo(course.imageUrl, `${course.title} cover`),
    category: course.category?.name,
    price: priceOf(course),
    published: course.isPublished ? undefined : false,
    completion: course.completionPercent,
    manualCompletion: course.allowsManualCompletion ? undefined : false,
    createdAt: course.createdAt.toISOString(),
    chapters: chapters.length === 0 ? undefined : chapters,
    attachments: attachments.length === 0 ? undefined : attachments,
  });
}

async function chapterEntry({
  chapter,
  courseKey,
  referenceTo,
}: {
  chapter: ExportedChapter;
  courseKey: string;
  referenceTo: ReferenceTo;
}): Promise<Entry> {
  const { id, key, videoUrl, muxData, durationSeconds } = chapter;
  const video = videoUrl === null ? null : await referenceTo(videoUrl, chapter.title);
  // That of a file is read from the file.
  const isMeasured = video !== null && videoUrl !== null && isStored(videoUrl);
  return compact({
    key: key !== null && chapterId(courseKey, key) === id ? key : id,
    title: oneLine(chapter.title),
    description: textOf(chapter.description),
    video,
    mux:
      muxData &&
      compact({
        assetId: muxData.assetsId,
        playbackId: muxData.playbackId,
        policy: muxData.policy === "public" && chapter.isFree ? "public" : undefined,
      }),
    durationSeconds: isMeasured || durationSeconds === null || durationSeconds <= 0 ? undefined : durationSeconds,
    taste: chapter.tasteSeconds,
    free: chapter.isFree ? true : undefined,
    published: chapter.isPublished ? undefined : false,
  });
}

function priceOf({ price, currency }: ExportedCourse): Entry[string] {
  if (price === null) return undefined;
  return price === 0 && currency === "usd" ? 0 : formatPrice({ amount: price, currency });
}

/** As an import reads it, so that what was read is what would be written. */
function oneLine(text: string): string {
  return text.trim().replace(/[ \t\r\n]+/g, " ");
}

function textOf(text: string | null): string | undefined {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? undefined : trimmed;
}

function compact(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined && value !== null));
}
