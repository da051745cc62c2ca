/** Somebody asked to put a course on the wishlist or to take it off. `preventDefault()` keeps it as it is. */
export class WishlistRequestEvent extends Event {
  static readonly eventName = "wishlist-request";
  readonly courseId: string;
  /** What was asked for. */
  readonly wishlisted: boolean;

  constructor(courseId: string, wishlisted: boolean) {
    super(WishlistRequestEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.courseId = courseId;
    this.wishlisted = wishlisted;
  }
}

/** A course is on the wishlist now, or off it, and the server has kept that. */
export class WishlistChangeEvent extends Event {
  static readonly eventName = "wishlist-change";
  readonly courseId: string;
  readonly wishlisted: boolean;

  constructor(courseId: string, wishlisted: boolean) {
    super(WishlistChangeEvent.eventName, { bubbles: true, composed: true });
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
