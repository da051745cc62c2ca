import type { Database, Transaction } from "../database/database.js";
import type { Chapter, Course, MuxData } from "../generated/prisma/client.js";
import { NotFoundError } from "../http/errors.js";
import { isAuthor, type Learner } from "../identity/actor.js";

/** A course as it is stored, without its search terms. */
export type OwnCourse = Omit<Course, "search">;
/** A chapter as it is stored, with its video at Mux, if it has one. */
export type OwnChapter = Chapter & { muxData: MuxData | null };

/** A course of this author's, or any for an admin. Throws NotFoundError, also for the courses of others. */
export async function findOwnCourse({
  db,
  author,
  courseId,
}: {
  db: Database | Transaction;
  author: Learner;
  courseId: string;
}): Promise<OwnCourse> {
  const course = await db.course.findUnique({ where: { id: courseId } });
  if (course === null || !isAuthor(author, course.userId)) throw new NotFoundError("course");
  return course;
}

/** A chapter of a course of this author's, or any for an admin. Throws NotFoundError, also for the chapters of others. */
export async function findOwnChapter({
  db,
  author,
  chapterId,
}: {
  db: Database | Transaction;
  author: Learner;
  chapterId: string;
}): Promise<OwnChapter> {
  const found = await db.chapter.findUnique({
    where: { id: chapterId },
    include: { muxData: true, course: { select: { userId: true } } },
  });
  if (found === null || !isAuthor(author, found.course.userId)) throw new NotFoundError("chapter");
  const { course: _course, ...chapter } = found;
  return chapter;
}
