import type { AuthorCourse, CoursePatch } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { detailsOf, NotPublishableError } from "../errors.js";
import { lockOwnCourse } from "../lock-own.js";
import { writeCourseSearch } from "../write-course-search.js";
import { courseColumns } from "./course-columns.js";
import { missingOf } from "./publish-requirements.js";
import { readAuthorCourse } from "./read-author-course.js";

/**
 * Changes what is given and nothing else. Throws NotFoundError, what `courseColumns` throws, and NotPublishableError when it
 * would take from a published course what that needs; what it lacked before, as after an import, may go on lacking.
 */
export async function changeCourse({
  deps,
  author,
  courseId,
  patch,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  courseId: string;
  patch: CoursePatch;
}): Promise<AuthorCourse> {
  return deps.db.$transaction(async (db) => {
    const before = await lockOwnCourse({ db, author, courseId });
    const { imageUrl, ...columns } = await courseColumns({ db, author, input: patch });
    // A picture of this server's own comes back as the address that it was shown at; it stays as it is stored.
    const isSameImage = before.imageUrl !== null && imageUrl === deps.files.publicUrl(before.imageUrl);
    const data = { ...columns, ...(imageUrl === undefined || isSameImage ? {} : { imageUrl }) };

    if (before.isPublished) {
      // Chapters are not touched here.
      const lackedBefore = missingOf({ ...before, hasPublishedVideo: true });
      const lacking = missingOf({ ...before, ...data, hasPublishedVideo: true });
      const taken = lacking.filter((requirement) => !lackedBefore.includes(requirement));
      if (taken.length > 0) {
        throw new NotPublishableError(
          "A published course needs what this takes away. Unpublish it first.",
          detailsOf(taken),
        );
      }
    }
    if (Object.keys(data).length > 0) {
      const after = await db.course.update({ where: { id: courseId }, data: { ...data, updatedAt: deps.clock.now() } });
      await writeCourseSearch({ db, courses: [after] });
    }
    return readAuthorCourse({ db, deps, courseId });
  });
}
