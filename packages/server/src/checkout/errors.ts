import type { Money } from "@courselet/contract/money";

import { ConflictError, CourseletError } from "../http/errors.js";

export class AlreadyOwnedError extends ConflictError {
  constructor() {
    super("already_owned", "You have this course already.");
  }
}

/** `reason` tells the visitor what to do instead. */
export class NotForSaleError extends ConflictError {
  constructor(reason = "This course is not for sale at the moment.") {
    super("not_for_sale", reason);
  }
}

/** The visitor was shown another price; `details` carry the one of now. */
export class PriceChangedError extends ConflictError {
  constructor(price: Money) {
    super("price_changed", "The price of this course has changed. Please look at it again before you buy.", [
      { path: "price.amount", message: String(price.amount) },
      { path: "price.currency", message: price.currency },
    ]);
  }
}

/** A payment for this course is on its way already. */
export class PaymentProcessingError extends ConflictError {
  constructor() {
    super("payment_processing", "Your payment for this course is still on its way. There is no need to pay again.");
  }
}

/** Stripe is not configured, not reachable, too slow or refusing. Nothing was charged. */
export class PaymentUnavailableError extends CourseletError {
  constructor(cause?: unknown) {
    super(
      "payment_unavailable",
      "Payment is not available right now. Nothing was charged; please try again in a moment.",
    );
    this.cause = cause;
  }
}
