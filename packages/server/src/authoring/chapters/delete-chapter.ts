import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { countPublished } from "../courses/publish-requirements.js";
import { lockOwnChapter } from "../lock-own.js";
import { deleteChapterVideos } from "../video/delete-chapter-videos.js";
import { settleCourse } from "./settle-course.js";

/**
 * Deletes a chapter with what learners did in it, and its video at Mux; the chapters behind it move up. The last one with a
 * video takes its course back to a draft. Throws NotFoundError.
 */
export async function deleteChapter({
  deps: { db: database, clock },
  author,
  chapterId,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  chapterId: string;
}): Promise<void> {
  await database.$transaction(async (db) => {
    const { course } = await lockOwnChapter({ db, author, chapterId });
    const { hasPublishedVideo: hadPublishedVideo } = await countPublished({ db, courseId: course.id });
    await deleteChapterVideos({ db, clock, chapterIds: [chapterId] });
    await db.chapter.delete({ where: { id: chapterId } });
    await closeGaps({ db, courseId: course.id });
    await settleCourse({ db, clock, course, hadPublishedVideo });
  });
}

/** Numbers the chapters of a locked course from 1, in the order that they have. */
async function closeGaps({ db, courseId }: { db: Transaction; courseId: string }): Promise<void> {
  await db.$executeRaw`
    UPDATE "Chapter" AS chapter SET "position" = numbered."position"
    FROM (
      SELECT "id", (row_number() OVER (ORDER BY "position", "id"))::int AS "position"
      FROM "Chapter" WHERE "courseId" = ${courseId}::uuid
    ) AS numbered
    WHERE chapter."id" = numbered."id" AND chapter."position" <> numbered."position"`;
}
