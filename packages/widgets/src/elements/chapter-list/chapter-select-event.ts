/**
 * A chapter was chosen in a list. What follows is the page's business, unless a player of the same course is on the page: it
 * shows the chapter. Prevented, neither the player nor the list itself follows.
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
