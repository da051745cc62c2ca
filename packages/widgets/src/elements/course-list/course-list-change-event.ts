import type { CourseQuery } from "../../data/course-queries.js";

/** Other courses are shown than before, or more. */
export class CourseListChangeEvent extends Event {
  /** All that are shown, in their order. */
  readonly courseIds: readonly string[];
  /** What was asked for: `source`, `query`, `category`, `author`, `price`, `sort`, `limit`, as the attributes have it. */
  readonly query: CourseQuery;

  constructor(courseIds: readonly string[], query: CourseQuery) {
    super("course-list-change", { bubbles: true, composed: true });
    this.courseIds = courseIds;
    this.query = query;
  }
}

declare global {
  interface HTMLElementEventMap {
    "course-list-change": CourseListChangeEvent;
  }
}
