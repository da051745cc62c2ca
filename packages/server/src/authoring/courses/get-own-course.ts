import type { AuthorCourse } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { findOwnCourse } from "../find-own.js";
import { readAuthorCourse } from "./read-author-course.js";

/** A course of the author's with everything in it. Throws NotFoundError. */
export async function getOwnCourse({
  deps,
  author,
  courseId,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  courseId: string;
}): Promise<AuthorCourse> {
  await findOwnCourse({ db: deps.db, author, courseId });
  return readAuthorCourse({ db: deps.db, deps, courseId });
}
