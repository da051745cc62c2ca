import type { CheckoutStatus } from "@courselet/contract/checkout";

import { ApiError } from "./api-error.js";
import { isUnauthenticated } from "./unauthenticated.js";
import type { PurchaseState } from "./course-snapshot.js";

/** From then on the visitor is told that it takes long. */
export const LATE_AFTER_MS = 30_000;
const GIVE_UP_AFTER_MS = 300_000;
const LONGEST_PAUSE_MS = 10_000;

export interface CheckoutFollower {
  ask: () => Promise<CheckoutStatus>;
  /** Loads the private half of the course again: may the learner in? */
  hasAccess: (courseId: string) => Promise<boolean>;
  show: (courseId: string, purchase: PurchaseState) => void;
  pause: (ms: number) => Promise<void>;
}

/**
 * Asks after a checkout until it is settled: after half a second, one, two, four ... ten, for five minutes. Resolves with
 * false when it is not, and asking later may help.
 */
export async function followCheckout({ ask, hasAccess, show, pause }: CheckoutFollower): Promise<boolean> {
  let checkout: CheckoutStatus | undefined;
  for (let waited = 0, next = 500; waited < GIVE_UP_AFTER_MS; next = Math.min(next * 2, LONGEST_PAUSE_MS)) {
    try {
      if (checkout?.status !== "paid") checkout = await ask();
      const { status, courseId } = checkout;
      if (status === "expired" || status === "failed") {
        // What the page knows of the learner may still say that a payment is on its way.
        await hasAccess(courseId);
        show(courseId, { phase: "failed", code: status, message: `The checkout ${status}.` });
        return true;
      }
      if (status === "paid" && (await hasAccess(courseId))) {
        show(courseId, { phase: "idle" });
        return true;
      }
      show(courseId, { phase: "processing", late: waited >= LATE_AFTER_MS });
    } catch (error) {
      // Not this learner's, or nobody is signed in. Anything else passes.
      if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return true;
      if (isUnauthenticated(error)) return false;
    }
    await pause(next);
    waited += next;
  }
  return false;
}
