/**
 * Something was asked for that needs the visitor to sign in to the host site first. The site opens its sign-in and gives
 * the provider a `getToken`, or sends the visitor to its sign-in page.
 */
export class SignInRequestEvent extends Event {
  /** The course that the visitor wanted to act on; empty where it is about no single one. */
  readonly courseId: string;

  constructor(courseId: string) {
    super("sign-in-request", { bubbles: true, composed: true, cancelable: true });
    this.courseId = courseId;
  }
}

declare global {
  interface HTMLElementEventMap {
    "sign-in-request": SignInRequestEvent;
  }
}
