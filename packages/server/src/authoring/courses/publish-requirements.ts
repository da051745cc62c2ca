import type { PublishRequirement } from "@courselet/contract/authoring";

import type { Database, Transaction } from "../../database/database.js";

/** What the rule looks at. */
export interface PublishFacts {
  title: string;
  description: string | null;
  imageUrl: string | null;
  categoryId: string | null;
  /** Minor units; 0: free. */
  price: number | null;
  hasPublishedVideo: boolean;
}

/** What a course needs before it can be published; nothing when it can. */
export function missingOf(course: PublishFacts): PublishRequirement[] {
  const isThere: Record<PublishRequirement, boolean> = {
    title: course.title !== "",
    description: course.description !== null && course.description !== "",
    imageUrl: course.imageUrl !== null,
    categoryId: course.categoryId !== null,
    price: course.price !== null,
    chapters: course.hasPublishedVideo,
  };
  return (Object.keys(isThere) as PublishRequirement[]).filter((requirement) => !isThere[requirement]);
}

/** Whether a chapter has a video that plays now. */
export function hasVideo({
  videoUrl,
  muxData,
}: {
  videoUrl: string | null;
  muxData: { playbackId: string | null } | null;
}): boolean {
  return videoUrl !== null || (muxData !== null && muxData.playbackId !== null);
}

/** How many chapters of a course are published, and whether one of them has a video. */
export async function countPublished({
  db,
  courseId,
}: {
  db: Database | Transaction;
  courseId: string;
}): Promise<{ chapters: number; hasPublishedVideo: boolean }> {
  const chapters = await db.chapter.findMany({
    where: { courseId, isPublished: true },
    select: { videoUrl: true, muxData: { select: { playbackId: true } } },
  });
  return { chapters: chapters.length, hasPublishedVideo: chapters.some(hasVideo) };
}
