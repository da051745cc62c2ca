/** What every event about a chapter says. */
abstract class ChapterEvent extends Event {
  /** Empty when the player was given a chapter and no course. */
  readonly courseId: string;
  readonly chapterId: string;

  constructor(type: string, courseId: string, chapterId: string) {
    super(type, { bubbles: true, composed: true });
    this.courseId = courseId;
    this.chapterId = chapterId;
  }
}

/** The video of a chapter began to play. */
export class ChapterStartEvent extends ChapterEvent {
  constructor(courseId: string, chapterId: string) {
    super("chapter-start", courseId, chapterId);
  }
}

/** More of a chapter was watched. Every ten seconds while it plays, and when the visitor stops or leaves. */
export class ChapterProgressEvent extends ChapterEvent {
  readonly positionSeconds: number;
  /** Share of the video that was played since it was opened, between 0 and 1. */
  readonly watchedShare: number;

  constructor(courseId: string, chapterId: string, positionSeconds: number, watchedShare: number) {
    super("chapter-progress", courseId, chapterId);
    this.positionSeconds = positionSeconds;
    this.watchedShare = watchedShare;
  }
}

/** A chapter was completed that was not before. */
export class ChapterCompleteEvent extends ChapterEvent {
  constructor(courseId: string, chapterId: string) {
    super("chapter-complete", courseId, chapterId);
  }
}

/** The last chapter that was left of a course was completed. */
export class CourseCompleteEvent extends Event {
  readonly courseId: string;

  constructor(courseId: string) {
    super("course-complete", { bubbles: true, composed: true });
    this.courseId = courseId;
  }
}

declare global {
  interface HTMLElementEventMap {
    "chapter-start": ChapterStartEvent;
    "chapter-progress": ChapterProgressEvent;
    "chapter-complete": ChapterCompleteEvent;
    "course-complete": CourseCompleteEvent;
  }
}
