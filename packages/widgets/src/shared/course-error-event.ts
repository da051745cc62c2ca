/** A course could not be loaded, or something about it could not be saved. The page itself already says so in words. */
export class CourseErrorEvent extends Event {
  readonly courseId: string;

  constructor(courseId: string) {
    super("course-error", { bubbles: true, composed: true });
    this.courseId = courseId;
  }
}

declare global {
  interface HTMLElementEventMap {
    "course-error": CourseErrorEvent;
  }
}
