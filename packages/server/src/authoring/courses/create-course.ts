import type { AuthorCourse, CourseInput } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import { API_KEY_USER_ID, type Learner } from "../../identity/actor.js";
import { writeCourseSearch } from "../write-course-search.js";
import { courseColumns } from "./course-columns.js";
import { readAuthorCourse } from "./read-author-course.js";

/** Owns what the API key makes without saying whose it is, until it does. No issuer is called so: nobody can sign in as it. */
export const API_AUTHOR = "courselet:api";

/**
 * Makes a draft without chapters. It belongs to whoever made it, unless an admin says otherwise. Throws ForbiddenError and
 * InvalidRequestError as `courseColumns` does.
 */
export async function createCourse({
  deps,
  author,
  input,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  input: CourseInput;
}): Promise<AuthorCourse> {
  const now = deps.clock.now();
  return deps.db.$transaction(async (db) => {
    const course = await db.course.create({
      data: {
        userId: author.userId === API_KEY_USER_ID ? API_AUTHOR : author.userId,
        ...(await courseColumns({ db, author, input })),
        title: input.title,
        createdAt: now,
        updatedAt: now,
      },
    });
    await writeCourseSearch({ db, courses: [course] });
    return readAuthorCourse({ db, deps, courseId: course.id });
  });
}
