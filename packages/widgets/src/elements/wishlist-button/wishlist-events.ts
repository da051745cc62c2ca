/** Somebody asked to put a course on the wishlist or to take it off. `preventDefault()` keeps it as it is. */
export class WishlistRequestEvent extends Event {
  readonly courseId: string;
  /** What was asked for. */
  readonly wishlisted: boolean;

  constructor(courseId: string, wishlisted: boolean) {
    super("wishlist-request", { bubbles: true, composed: true, cancelable: true });
    this.courseId = courseId;
    this.wishlisted = wishlisted;
  }
}

/** A course is on the wishlist now, or off it, and the server has kept that. */
export class WishlistChangeEvent extends Event {
  readonly courseId: string;
  readonly wishlisted: boolean;

  constructor(courseId: string, wishlisted: boolean) {
    super("wishlist-change", { bubbles: true, composed: true });
    this.courseId = courseId;
    this.wishlisted = wishlisted;
  }
}

declare global {
  interface HTMLElementEventMap {
    "wishlist-request": WishlistRequestEvent;
    "wishlist-change": WishlistChangeEvent;
  }
}
