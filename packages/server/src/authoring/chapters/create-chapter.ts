import { type AuthorChapter, type ChapterInput, MAX_CHAPTERS } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import { ConflictError } from "../../http/errors.js";
import type { Learner } from "../../identity/actor.js";
import { lockOwnCourse } from "../lock-own.js";
import { chapterColumns } from "./chapter-columns.js";
import { readAuthorChapter } from "./read-author-chapter.js";

/** Adds a draft at the end of a course. Throws NotFoundError, InvalidRequestError, and ConflictError when the course is full. */
export async function createChapter({
  deps,
  author,
  courseId,
  input,
}: {
  deps: Pick<Deps, "db" | "clock">;
  author: Learner;
  courseId: string;
  input: ChapterInput;
}): Promise<AuthorChapter> {
  const now = deps.clock.now();
  return deps.db.$transaction(async (db) => {
    await lockOwnCourse({ db, author, courseId });
    const { _count: count, _max: last } = await db.chapter.aggregate({
      where: { courseId },
      _count: true,
      _max: { position: true },
    });
    if (count >= MAX_CHAPTERS) throw new ConflictError("conflict", `A course has at most ${MAX_CHAPTERS} chapters.`);
    const { id } = await db.chapter.create({
      data: {
        ...chapterColumns(input),
        title: input.title,
        courseId,
        position: (last.position ?? 0) + 1,
        createdAt: now,
        updatedAt: now,
      },
    });
    await db.course.update({ where: { id: courseId }, data: { updatedAt: now } });
    return readAuthorChapter({ db, deps, chapterId: id });
  });
}
