/** A course could not be loaded, or something about it could not be saved. The page itself already says so in words. */
export class CourseErrorEvent extends Event {
  static readonly eventName = "course-error";
  readonly courseId: string;

  constructor(courseId: string) {
    super(CourseErrorEvent.eventName, { bubbles: true, composed: true });
    this.courseId = courseId;
  }
}

declare global {
  interface HTMLElementEventMap {
    "course-error": CourseErrorEvent;
  }
}
