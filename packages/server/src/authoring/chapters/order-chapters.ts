import type { AuthorCourse } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import { type ErrorDetail, InvalidRequestError } from "../../http/errors.js";
import type { Learner } from "../../identity/actor.js";
import { readAuthorCourse } from "../courses/read-author-course.js";
import { lockOwnCourse } from "../lock-own.js";

/** Details of a request name at most so many ids. */
const MAX_NAMED = 20;

/**
 * Puts the chapters of a course into an order, all at once. Throws NotFoundError, and InvalidRequestError unless every chapter
 * is named once and no other.
 */
export async function orderChapters({
  deps,
  author,
  courseId,
  chapterIds,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  courseId: string;
  chapterIds: readonly string[];
}): Promise<AuthorCourse> {
  const wanted = chapterIds.map((id) => id.toLowerCase());
  return deps.db.$transaction(async (db) => {
    await lockOwnCourse({ db, author, courseId });
    const chapters = await db.chapter.findMany({ where: { courseId }, select: { id: true } });
    const faults = faultsOf({ wanted, existing: chapters.map(({ id }) => id) });
    if (faults.length > 0) {
      throw new InvalidRequestError(
        "Name every chapter of the course once, drafts included.",
        faults.slice(0, MAX_NAMED),
      );
    }
    const now = deps.clock.now();
    const moved = await db.$executeRaw`
      UPDATE "Chapter" AS chapter SET "position" = wanted."position"::int, "updatedAt" = ${now}::timestamptz
      FROM unnest(${wanted}::uuid[]) WITH ORDINALITY AS wanted("id", "position")
      WHERE chapter."id" = wanted."id" AND chapter."position" <> wanted."position"`;
    if (moved > 0) await db.course.update({ where: { id: courseId }, data: { updatedAt: now } });
    return readAuthorCourse({ db, deps, courseId });
  });
}

function faultsOf({ wanted, existing }: { wanted: readonly string[]; existing: readonly string[] }): ErrorDetail[] {
  const known = new Set(existing);
  const named = new Set<string>();
  const faults: ErrorDetail[] = [];
  for (const [index, id] of wanted.entries()) {
    const path = `chapterIds.${index}`;
    if (!known.has(id)) faults.push({ path, message: `${id} is no chapter of this course` });
    else if (named.has(id)) faults.push({ path, message: `${id} is named before` });
    named.add(id);
  }
  for (const id of existing) {
    if (!named.has(id)) faults.push({ path: "chapterIds", message: `${id} is not named` });
  }
  return faults;
}
