import type { CheckoutStarted } from "@courselet/contract/checkout";
import type { Money } from "@courselet/contract/money";

/** Somebody asked to buy a course or to take a free one. `preventDefault()` stops it. */
export class BuyRequestEvent extends Event {
  readonly courseId: string;
  /** The price that was shown. Amount 0: a free course. */
  readonly price: Money;

  constructor(courseId: string, price: Money) {
    super("buy-request", { bubbles: true, composed: true, cancelable: true });
    this.courseId = courseId;
    this.price = price;
  }
}

/** A checkout is open. The browser leaves for it next; with `mode="embedded"` it opens in a dialog. */
export class PurchaseStartEvent extends Event {
  readonly courseId: string;
  readonly checkout: CheckoutStarted;

  constructor(courseId: string, checkout: CheckoutStarted) {
    super("purchase-start", { bubbles: true, composed: true });
    this.courseId = courseId;
    this.checkout = checkout;
  }
}

/** The learner owns the course now and did not a moment ago. Once for each course, whatever number of buttons it has. */
export class PurchaseCompleteEvent extends Event {
  readonly courseId: string;

  constructor(courseId: string) {
    super("purchase-complete", { bubbles: true, composed: true });
    this.courseId = courseId;
  }
}

/** Buying was refused or failed. Nothing was charged by this attempt. */
export class PurchaseErrorEvent extends Event {
  readonly courseId: string;
  /** A code of the API's errors, such as `price_changed` or `payment_unavailable`. */
  readonly code: string;

  constructor(courseId: string, code: string) {
    super("purchase-error", { bubbles: true, composed: true });
    this.courseId = courseId;
    this.code = code;
  }
}

declare global {
  interface HTMLElementEventMap {
    "buy-request": BuyRequestEvent;
    "purchase-start": PurchaseStartEvent;
    "purchase-complete": PurchaseCompleteEvent;
    "purchase-error": PurchaseErrorEvent;
  }
}
