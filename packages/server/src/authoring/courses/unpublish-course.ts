import type { AuthorCourse } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { lockOwnCourse } from "../lock-own.js";
import { readAuthorCourse } from "./read-author-course.js";

/** Makes a course a draft again: nobody but its author sees it any more. One that is a draft stays so. Throws NotFoundError. */
export async function unpublishCourse({
  deps,
  author,
  courseId,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  courseId: string;
}): Promise<AuthorCourse> {
  return deps.db.$transaction(async (db) => {
    const { isPublished } = await lockOwnCourse({ db, author, courseId });
    if (isPublished) {
      await db.course.update({ where: { id: courseId }, data: { isPublished: false, updatedAt: deps.clock.now() } });
    }
    return readAuthorCourse({ db, deps, courseId });
  });
}
