import { randomUUID } from "node:crypto";

import type { Database } from "../database/database.js";

/** What a test wants of a chapter; the rest has defaults: published, not free, with a video of 60 s. */
export interface ChapterWish {
  id?: string;
  title?: string;
  description?: string | null;
  isFree?: boolean;
  isPublished?: boolean;
  position?: number;
  durationSeconds?: number | null;
  videoUrl?: string | null;
  /** Gives the chapter a Mux asset. */
  playbackId?: string;
}

/** What a test wants of a course; the rest has defaults: published, 49.00 usd, by `host:author`, one free chapter and two paid. */
export interface CourseWish {
  id?: string;
  userId?: string;
  title?: string;
  description?: string | null;
  imageUrl?: string | null;
  /** Minor units; null: not for sale; 0: free. */
  price?: number | null;
  currency?: string;
  isPublished?: boolean;
  /** Made if there is none of this name. */
  category?: string | null;
  createdAt?: Date;
  chapters?: ChapterWish[];
  attachments?: { id?: string; name?: string; url?: string }[];
}

export interface MadeCourse {
  courseId: string;
  chapterIds: string[];
  attachmentIds: string[];
  categoryId: string | null;
}

const DEFAULT_CHAPTERS: ChapterWish[] = [{ isFree: true }, {}, {}];

/** Puts one course into the database as an author might have left it, and returns the ids of its parts in order. */
export async function makeCourse(db: Database, wish: CourseWish = {}): Promise<MadeCourse> {
  const { category = null, chapters = DEFAULT_CHAPTERS, attachments = [], ...given } = wish;
  const categoryId = category === null ? null : await categoryNamed(db, category);
  const courseId = given.id ?? randomUUID();
  await db.course.create({
    data: {
      userId: "host:author",
      title: "A course",
      description: "What it is about.",
      price: 4900,
      isPublished: true,
      ...given,
      id: courseId,
      categoryId,
    },
  });
  const chapterIds: string[] = [];
  for (const [index, chapter] of chapters.entries()) {
    chapterIds.push(await makeChapter(db, { courseId, position: index + 1, ...chapter }));
  }
  const attachmentIds: string[] = [];
  for (const { id = randomUUID(), name = "Notes.pdf", url = "https://files.example/notes.pdf" } of attachments) {
    await db.attachment.create({ data: { id, name, url, courseId } });
    attachmentIds.push(id);
  }
  return { courseId, chapterIds, attachmentIds, categoryId };
}

async function makeChapter(db: Database, wish: ChapterWish & { courseId: string; position: number }): Promise<string> {
  const { playbackId, ...given } = wish;
  const id = given.id ?? randomUUID();
  await db.chapter.create({
    data: {
      title: `Chapter ${given.position}`,
      isPublished: true,
      durationSeconds: 60,
      videoUrl: "https://videos.example/chapter.mp4",
      ...given,
      id,
    },
  });
  if (playbackId !== undefined) {
    await db.muxData.create({ data: { assetsId: `asset-${playbackId}`, playbackId, chapterId: id } });
  }
  return id;
}

async function categoryNamed(db: Database, name: string): Promise<string> {
  const { id } = await db.category.upsert({ where: { name }, update: {}, create: { name } });
  return id;
}
