import type { MediaReport } from "../../controllers/media-controller.js";
import type { ReportOutcome, Store } from "../../data/store.js";
import { ChapterCompleteEvent, ChapterProgressEvent, CourseCompleteEvent } from "./watching-events.js";

/** Which chapter, of what, and who hears of it. */
export interface ChapterPlace {
  element: Element;
  store: Store;
  /** Empty for a player that was given a chapter and no course. */
  courseId: string;
  chapterId: string;
}

/** Keeps what was watched, and says so in events; what is completed, as soon as the server has said so. */
export function reportChapter(place: ChapterPlace, report: MediaReport, watchedShare: number): void {
  const { element, store, courseId, chapterId } = place;
  const { seemsCompleted, durationSeconds, ...watched } = report;
  const seen = { ...watched, ...(durationSeconds && { durationSeconds }) };
  element.dispatchEvent(new ChapterProgressEvent(courseId, chapterId, seen.positionSeconds, watchedShare));
  if (store.canAct) {
    // A refusal is told in the console: whoever watches goes on watching.
    store.reportProgress(courseId, chapterId, seen, seemsCompleted).then(
      (outcome) => announceOutcome(place, outcome),
      () => {},
    );
  } else {
    // Nothing is kept of somebody who is nobody, and nobody but the page can say it.
    announceOutcome(place, { completedChapter: seemsCompleted, completedCourse: false });
  }
}

export function announceOutcome(
  { element, courseId, chapterId }: ChapterPlace,
  { completedChapter, completedCourse }: ReportOutcome,
): void {
  if (completedChapter) element.dispatchEvent(new ChapterCompleteEvent(courseId, chapterId));
  if (completedCourse) element.dispatchEvent(new CourseCompleteEvent(courseId));
}
