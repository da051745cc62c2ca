import type { MediaReport } from "../../controllers/media-controller.js";
import type { Store } from "../../data/store.js";
import { ChapterCompleteEvent, ChapterProgressEvent, CourseCompleteEvent } from "./watching-events.js";

/** Which chapter, of what, and who hears of it. */
export interface ChapterPlace {
  element: Element;
  store: Store;
  /** Empty for a player that was given a chapter and no course: then nothing is kept. */
  courseId: string;
  chapterId: string;
}

/** Keeps what was watched, and says so in events. */
export function reportChapter(
  { element, store, courseId, chapterId }: ChapterPlace,
  { positionSeconds, watched, isCompleted }: MediaReport,
  watchedShare: number,
): void {
  const progress = store.get(courseId).learner?.progress;
  element.dispatchEvent(new ChapterProgressEvent(courseId, chapterId, positionSeconds, watchedShare));
  if (store.canAct && courseId) {
    const report = { positionSeconds, watched, ...(isCompleted && { isCompleted }) };
    // Whoever watches goes on watching: the next report says again where they are.
    store.reportProgress(courseId, chapterId, report).catch(() => {});
  }
  if (!isCompleted || progress?.completedChapterIds.includes(chapterId)) return;
  element.dispatchEvent(new ChapterCompleteEvent(courseId, chapterId));
  if (progress && progress.completedChapters + 1 >= progress.totalChapters) {
    element.dispatchEvent(new CourseCompleteEvent(courseId));
  }
}
