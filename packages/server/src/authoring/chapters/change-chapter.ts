import type { AuthorChapter, ChapterPatch } from "@courselet/contract/authoring";

import type { Transaction } from "../../database/database.js";
import type { Deps } from "../../deps.js";
import type { Learner } from "../../identity/actor.js";
import { hasVideo } from "../courses/publish-requirements.js";
import { detailsOf, NotPublishableError } from "../errors.js";
import { findOwnChapter, type OwnChapter, type OwnCourse } from "../find-own.js";
import { lockOwnChapter } from "../lock-own.js";
import { closePublicDoor, prepareToClosePublicDoor, type PublicDoor } from "../video/close-public-door.js";
import { deleteChapterVideos } from "../video/delete-chapter-videos.js";
import { doDueVideoJobs } from "../video/do-due-video-jobs.js";
import { chapterColumns } from "./chapter-columns.js";
import { readAuthorChapter } from "./read-author-chapter.js";

type Needs = Pick<Deps, "db" | "clock" | "mux" | "log">;

/**
 * Changes what is given and nothing else. A link takes the place of an uploaded video, which is deleted at Mux; a chapter
 * that is no longer free loses its public playback id, before this returns if Mux answers.
 *
 * Throws NotFoundError, InvalidRequestError, NotPublishableError when it would take from a published chapter or course
 * what that needs, and MuxUnavailableError when a public playback id cannot be replaced now: nothing has changed then.
 */
export async function changeChapter({
  deps,
  author,
  chapterId,
  patch,
}: {
  deps: Needs;
  author: Learner;
  chapterId: string;
  patch: ChapterPatch;
}): Promise<AuthorChapter> {
  const { isFree } = await findOwnChapter({ db: deps.db, author, chapterId });
  const isClosing = isFree && patch.isFree === false;
  const door = isClosing ? await prepareToClosePublicDoor({ deps, chapterId }) : { chapterId, video: null };
  const { changed, isDoorClosed } = await deps.db.$transaction((db) =>
    change({ db, deps, author, chapterId, patch, door }),
  );
  if (isDoorClosed) await doDueVideoJobs({ deps });
  return changed;
}

async function change({
  db,
  deps,
  author,
  chapterId,
  patch,
  door,
}: {
  db: Transaction;
  deps: Needs;
  author: Learner;
  chapterId: string;
  patch: ChapterPatch;
  door: PublicDoor;
}): Promise<{ changed: AuthorChapter; isDoorClosed: boolean }> {
  const { clock } = deps;
  const { course, chapter } = await lockOwnChapter({ db, author, chapterId });
  const columns = chapterColumns(patch, chapter);
  const now = clock.now();
  const isReplaced = typeof columns.videoUrl === "string";
  const after = { ...chapter, ...columns, muxData: isReplaced ? null : chapter.muxData };
  await requireStillPublishable({ db, course, chapter, after });

  if (isReplaced) await deleteChapterVideos({ db, clock, chapterIds: [chapterId] });
  const isDoorClosed = chapter.isFree && !after.isFree;
  if (isDoorClosed) await closePublicDoor({ db, clock, door });
  await db.chapter.update({ where: { id: chapterId }, data: { ...columns, updatedAt: now } });
  await db.course.update({ where: { id: course.id }, data: { updatedAt: now } });
  return { changed: await readAuthorChapter({ db, deps, chapterId }), isDoorClosed };
}

/** Throws NotPublishableError for a published chapter that would be left empty, or a published course without a video. */
async function requireStillPublishable({
  db,
  course,
  chapter,
  after,
}: {
  db: Transaction;
  course: OwnCourse;
  chapter: OwnChapter;
  after: OwnChapter;
}): Promise<void> {
  if (!chapter.isPublished || hasVideo(after)) return;
  const hadSomething = hasVideo(chapter) || chapter.description !== null;
  if (hadSomething && after.description === null) {
    throw new NotPublishableError("A published chapter needs a video or a description. Unpublish it first.", [
      { path: "videoUrl", message: "or a description" },
    ]);
  }
  if (!course.isPublished || !hasVideo(chapter)) return;
  const others = await db.chapter.findMany({
    where: { courseId: course.id, isPublished: true, id: { not: chapter.id } },
    select: { videoUrl: true, muxData: { select: { playbackId: true } } },
  });
  if (others.some(hasVideo)) return;
  throw new NotPublishableError(
    "This is the last video of a published course. Unpublish that first.",
    detailsOf(["chapters"]),
  );
}
