/**
 * A chapter was chosen in a list. Players of the course show it. Prevented, they stay where they are, and so does the list.
 */
export class ChapterSelectEvent extends Event {
  readonly courseId: string;
  readonly chapterId: string;

  constructor(courseId: string, chapterId: string) {
    super("chapter-select", { bubbles: true, composed: true, cancelable: true });
    this.courseId = courseId;
    this.chapterId = chapterId;
  }
}

declare global {
  interface HTMLElementEventMap {
    "chapter-select": ChapterSelectEvent;
  }
}
