import type { LearnerCourse } from "@courselet/contract/learning";

import { LATE_AFTER_MS } from "./checkout-return.js";
import type { CourseRecords } from "./course-records.js";
import type { PurchaseState } from "./course-snapshot.js";
import type { LearnerRecords } from "./learner-records.js";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

export interface PaymentWatchOptions {
  records: CourseRecords;
  learners: LearnerRecords;
  /** Loads the private half of a course again. */
  load: (courseId: string) => Promise<void>;
  pause: (ms: number) => Promise<void>;
}

/**
 * Waits for the payments that the server calls `payment_processing` where no address names their checkout: in another tab,
 * on another page, on another day. Asks after a second, two, four ... a minute, as long as somebody can see the page. One
 * watch is about one learner.
 */
export class PaymentWatch {
  readonly #with: PaymentWatchOptions;
  /** The courses that are waited for; another object: another wait. */
  readonly #waits = new Map<string, object>();

  constructor(options: PaymentWatchOptions) {
    this.#with = options;
  }

  /** To be told whatever the server says of the learner. */
  see({ courseId, reason }: LearnerCourse): void {
    const { records } = this.#with;
    const isWaiting = this.#waits.has(courseId);
    if (reason === "payment_processing") {
      if (!isWaiting) void this.#wait(courseId);
    } else if (isWaiting) {
      this.#waits.delete(courseId);
      if (records.get(courseId).purchase.phase !== "processing") return;
      records.patch(courseId, {
        purchase:
          reason === "not_purchased"
            ? { phase: "failed", code: "failed", message: "The payment failed." }
            : { phase: "idle" },
      });
    }
  }

  async #wait(courseId: string): Promise<void> {
    const { records, learners, load, pause } = this.#with;
    const ticket = learners.ticket();
    const wait = {};
    let shown: PurchaseState | undefined;
    this.#waits.set(courseId, wait);
    for (let waited = 0, next = FIRST_PAUSE_MS; ; next = Math.min(next * 2, LONGEST_PAUSE_MS)) {
      const { purchase } = records.get(courseId);
      // Whoever follows the checkout itself shows where it stands.
      if (purchase.phase === "idle" || purchase === shown) {
        shown = { phase: "processing", late: waited >= LATE_AFTER_MS };
        records.patch(courseId, { purchase: shown });
      }
      await pause(next);
      waited += next;
      await untilVisible();
      if (!learners.isCurrent(ticket) || this.#waits.get(courseId) !== wait) return;
      await load(courseId);
      if (!learners.isCurrent(ticket) || this.#waits.get(courseId) !== wait) return;
    }
  }
}

/** Outside of a page, where the store can run too, there is nobody to hide from. */
async function untilVisible(): Promise<void> {
  while (globalThis.document?.hidden) {
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
  }
}
