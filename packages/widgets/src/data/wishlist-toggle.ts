import type { ApiClient } from "./api-client.js";
import type { CourseRecords } from "./course-records.js";
import type { LearnerRecords } from "./learner-records.js";

interface Run {
  /** What the last tap asked for. */
  wanted: boolean;
  outcome: Promise<void>;
}

/**
 * Makes the wishlist follow the visitor's finger: every tap shows at once, one request at a time is on its way, and the
 * last tap wins whatever the order of the taps and the answers.
 */
export class WishlistToggle {
  readonly #api: ApiClient;
  readonly #records: CourseRecords;
  readonly #learners: LearnerRecords;
  readonly #runs = new Map<string, Run>();

  constructor(api: ApiClient, records: CourseRecords, learners: LearnerRecords) {
    this.#api = api;
    this.#records = records;
    this.#learners = learners;
  }

  /** All who toggle while a request is on its way share the outcome of the last toggle. */
  set(courseId: string, wanted: boolean): Promise<void> {
    let run = this.#runs.get(courseId);
    if (run) {
      run.wanted = wanted;
      this.#learners.refresh(courseId);
    } else {
      run = { wanted, outcome: Promise.resolve() };
      this.#runs.set(courseId, run);
      run.outcome = this.#follow(courseId, run);
    }
    return run.outcome;
  }

  /** Another learner is here: what the one before wanted is no longer followed. */
  reset(): void {
    this.#runs.clear();
  }

  async #follow(courseId: string, run: Run): Promise<void> {
    const isOurs = (): boolean => this.#runs.get(courseId) === run;
    this.#records.patch(courseId, { wishlistBusy: true });
    try {
      for (let sent = !run.wanted; sent !== run.wanted && isOurs();) {
        sent = run.wanted;
        await this.#send(courseId, run, sent);
      }
    } finally {
      if (isOurs()) {
        this.#runs.delete(courseId);
        this.#records.patch(courseId, { wishlistBusy: false });
      }
    }
  }

  async #send(courseId: string, run: Run, wishlisted: boolean): Promise<void> {
    try {
      await this.#learners.change(
        courseId,
        (learner) => ({ ...learner, wishlisted: run.wanted }),
        () => this.#api.send("act", wishlisted ? "PUT" : "DELETE", `/v1/me/wishlist/${courseId}`),
        (learner) => ({ ...learner, wishlisted }),
      );
    } catch (error) {
      if (run.wanted === wishlisted) throw error;
      // Refused, but the visitor has meanwhile gone back to what the server has: nothing is left to do.
      run.wanted = wishlisted;
    }
  }
}
