import type { Transaction } from "../../database/database.js";
import type { CoursePlan } from "./import-plan.js";
import type { Problem } from "./problems.js";
import { batchesOf } from "./row-batches.js";
import { isIdItself } from "./stable-ids.js";

/**
 * Chapters and attachments whose key is an id that another course has already: they are not taken from it. Other keys cannot
 * clash, because the course is part of what their ids are made of.
 */
export async function findElsewhere({
  db,
  courses,
}: {
  db: Transaction;
  courses: readonly CoursePlan[];
}): Promise<Problem[]> {
  const given = (items: readonly { id: string; key: string; line: number }[], courseId: string) =>
    items.filter(({ key }) => isIdItself(key)).map(({ id, line }) => ({ id, line, courseId }));
  const chapters = courses.flatMap((course) => given(course.chapters ?? [], course.id));
  const attachments = courses.flatMap((course) => given(course.attachments ?? [], course.id));

  const problems: Problem[] = [];
  const compare = (wanted: typeof chapters, found: readonly { id: string; courseId: string }[], what: string) => {
    const homes = new Map(found.map(({ id, courseId }) => [id, courseId]));
    for (const { id, line, courseId } of wanted) {
      if ((homes.get(id) ?? courseId) === courseId) continue;
      problems.push({ line, path: "", reason: `the ${what} "${id}" belongs to another course already` });
    }
  };
  for (const batch of batchesOf(chapters)) {
    const where = { id: { in: batch.map(({ id }) => id) } };
    compare(batch, await db.chapter.findMany({ where, select: { id: true, courseId: true } }), "chapter");
  }
  for (const batch of batchesOf(attachments)) {
    const where = { id: { in: batch.map(({ id }) => id) } };
    compare(batch, await db.attachment.findMany({ where, select: { id: true, courseId: true } }), "attachment");
  }
  return problems;
}
