import type { LockReason } from "@courselet/contract/learning";

/** A chapter is shown that the visitor may not see, and why. */
export class ChapterLockedEvent extends Event {
  readonly courseId: string;
  readonly chapterId: string;
  readonly reason: LockReason;

  constructor(courseId: string, chapterId: string, reason: LockReason) {
    super("chapter-locked", { bubbles: true, composed: true });
    this.courseId = courseId;
    this.chapterId = chapterId;
    this.reason = reason;
  }
}

declare global {
  interface HTMLElementEventMap {
    "chapter-locked": ChapterLockedEvent;
  }
}
