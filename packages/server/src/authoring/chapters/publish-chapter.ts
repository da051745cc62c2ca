import type { AuthorCourse } from "@courselet/contract/authoring";

import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { hasVideo } from "../courses/publish-requirements.js";
import { readAuthorCourse } from "../courses/read-author-course.js";
import { NotPublishableError } from "../errors.js";
import { lockOwnChapter } from "../lock-own.js";

/**
 * Shows a chapter to whoever sees its course; one that is published already stays so. One without a video is read, so it
 * needs a description. Throws NotFoundError and NotPublishableError.
 */
export async function publishChapter({
  deps,
  author,
  chapterId,
}: {
  deps: Pick<Deps, "db" | "files" | "clock">;
  author: Learner;
  chapterId: string;
}): Promise<AuthorCourse> {
  return deps.db.$transaction(async (db) => {
    const { course, chapter } = await lockOwnChapter({ db, author, chapterId });
    if (!chapter.isPublished) {
      if (!hasVideo(chapter) && !chapter.description) {
        throw new NotPublishableError("This chapter has nothing to show yet.", [
          { path: "videoUrl", message: "needs a video that is ready, or a description to read" },
        ]);
      }
      const now = deps.clock.now();
      await db.chapter.update({ where: { id: chapterId }, data: { isPublished: true, updatedAt: now } });
      await db.course.update({ where: { id: course.id }, data: { updatedAt: now } });
    }
    return readAuthorCourse({ db, deps, courseId: course.id });
  });
}
