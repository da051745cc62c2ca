import type { AuthorCourse } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { countPublished } from "../courses/publish-requirements.js";
import { readAuthorCourse } from "../courses/read-author-course.js";
import { lockOwnChapter } from "../lock-own.js";
import { settleCourse } from "./settle-course.js";

/** Makes a chapter a draft again; the last one with a video takes its course along. Throws NotFoundError. */
export async function unpublishChapter({
  deps,
  author,
  chapterId,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  chapterId: string;
}): Promise<AuthorCourse> {
  const { clock } = deps;
  return deps.db.$transaction(async (db) => {
    const { course, chapter } = await lockOwnChapter({ db, author, chapterId });
    if (chapter.isPublished) {
      const { hasPublishedVideo: hadPublishedVideo } = await countPublished({ db, courseId: course.id });
      await db.chapter.update({ where: { id: chapterId }, data: { isPublished: false, updatedAt: clock.now() } });
      await settleCourse({ db, clock, course, hadPublishedVideo });
    }
    return readAuthorCourse({ db, deps, courseId: course.id });
  });
}
