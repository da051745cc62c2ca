import type { AuthorCourse } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { detailsOf, NotPublishableError } from "../errors.js";
import { lockOwnCourse } from "../lock-own.js";
import { countPublished, missingOf } from "./publish-requirements.js";
import { readAuthorCourse } from "./read-author-course.js";

/**
 * Shows a course to everybody; one that is published already stays so. Throws NotFoundError, and NotPublishableError with
 * everything that is missing.
 */
export async function publishCourse({
  deps,
  author,
  courseId,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  courseId: string;
}): Promise<AuthorCourse> {
  return deps.db.$transaction(async (db) => {
    const course = await lockOwnCourse({ db, author, courseId });
    if (!course.isPublished) {
      const missing = missingOf({ ...course, ...(await countPublished({ db, courseId })) });
      if (missing.length > 0) {
        throw new NotPublishableError("This course is not complete enough to be published.", detailsOf(missing));
      }
      await db.course.update({ where: { id: courseId }, data: { isPublished: true, updatedAt: deps.clock.now() } });
    }
    return readAuthorCourse({ db, deps, courseId });
  });
}
