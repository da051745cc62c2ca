import type { AuthorCourse } from "@courselet/contract/authoring";

import { toCourseCard } from "../../catalogue/course-card.js";
import type { Database, Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import { NotFoundError } from "../../http/errors.js";
import { toAuthorAttachment } from "../attachments/author-attachment.js";
import { toAuthorChapter, withVideo } from "../chapters/author-chapter.js";
import { hasVideo, missingOf } from "./publish-requirements.js";

/** A course as its author sees it, whoever asks. Throws NotFoundError for one that does not exist. */
export async function readAuthorCourse({
  db,
  deps,
  courseId,
}: {
  db: Database | Transaction;
  deps: Pick<Deps, "files" | "clock">;
  courseId: string;
}): Promise<AuthorCourse> {
  const row = await db.course.findUnique({
    where: { id: courseId },
    include: {
      category: true,
      chapters: { include: withVideo, orderBy: [{ position: "asc" }, { id: "asc" }] },
      attachments: { orderBy: [{ position: "asc" }, { name: "asc" }, { id: "asc" }] },
    },
  });
  if (row === null) throw new NotFoundError("course");
  const published = row.chapters.filter(({ isPublished }) => isPublished);
  const card = toCourseCard(
    {
      ...row,
      categoryName: row.category?.name ?? null,
      chapterCount: published.length,
      freeChapterCount: published.filter(({ isFree }) => isFree).length,
      durationSeconds: published.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0),
    },
    deps,
  );
  return {
    ...card,
    userId: row.userId,
    isPublished: row.isPublished,
    missing: missingOf({ ...row, hasPublishedVideo: published.some(hasVideo) }),
    createdAt: row.createdAt.toISOString(),
    completionPercent: row.completionPercent,
    allowsManualCompletion: row.allowsManualCompletion,
    chapters: row.chapters.map((chapter) => toAuthorChapter(chapter, deps.clock.now())),
    attachments: row.attachments.map(toAuthorAttachment),
  };
}
