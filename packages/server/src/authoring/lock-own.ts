import type { Transaction } from "../database/database.js";
import type { Learner } from "../identity/actor.js";
import { findOwnChapter, findOwnCourse, type OwnChapter, type OwnCourse } from "./find-own.js";

/**
 * Finds a course like `findOwnCourse` and keeps it to this transaction: whoever else changes it, its chapters or its
 * attachments waits. Every such change begins here, and locks the course before anything of it, so that no two of them wait
 * for each other. Learners who buy or join it meanwhile do not wait.
 */
export async function lockOwnCourse({
  db,
  author,
  courseId,
}: {
  db: Transaction;
  author: Learner;
  courseId: string;
}): Promise<OwnCourse> {
  await findOwnCourse({ db, author, courseId });
  await lockCourse({ db, courseId });
  // Read again, as whoever held the lock left it.
  return findOwnCourse({ db, author, courseId });
}

/** The same for a chapter: locks its course. */
export async function lockOwnChapter({
  db,
  author,
  chapterId,
}: {
  db: Transaction;
  author: Learner;
  chapterId: string;
}): Promise<{ course: OwnCourse; chapter: OwnChapter }> {
  const { courseId } = await findOwnChapter({ db, author, chapterId });
  const course = await lockOwnCourse({ db, author, courseId });
  return { course, chapter: await findOwnChapter({ db, author, chapterId }) };
}

/** Keeps a course to this transaction, whoever asks; one that does not exist is none. */
export async function lockCourse({ db, courseId }: { db: Transaction; courseId: string }): Promise<void> {
  await db.$queryRaw`SELECT "id"::text FROM "Course" WHERE "id" = ${courseId}::uuid FOR NO KEY UPDATE`;
}
