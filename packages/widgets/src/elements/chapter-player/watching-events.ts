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
  static readonly eventName = "chapter-start";

  constructor(courseId: string, chapterId: string) {
    super(ChapterStartEvent.eventName, courseId, chapterId);
  }
}

/** More of a chapter was watched. Every ten seconds while it plays, and when the visitor stops or leaves. */
export class ChapterProgressEvent extends ChapterEvent {
  static readonly eventName = "chapter-progress";
  readonly positionSeconds: number;
  /** Share of the video that was played since it was opened, between 0 and 1. */
  readonly watchedShare: number;

  constructor(courseId: string, chapterId: string, positionSeconds: number, watchedShare: number) {
    super(ChapterProgressEvent.eventName, courseId, chapterId);
    this.positionSeconds = positionSeconds;
    this.watchedShare = watchedShare;
  }
}

/** A chapter was completed that was not before. */
export class ChapterCompleteEvent extends ChapterEvent {
  static readonly eventName = "chapter-complete";

  constructor(courseId: string, chapterId: string) {
    super(ChapterCompleteEvent.eventName, courseId, chapterId);
  }
}

/** The last chapter that was left of a course was completed. */
export class CourseCompleteEvent extends Event {
  static readonly eventName = "course-complete";
  readonly courseId: string;

  constructor(courseId: string) {
    super(CourseCompleteEvent.eventName, { bubbles: true, composed: true });
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
