import type { CheckoutRequest, CheckoutStarted } from "@courselet/contract/checkout";
import type { LearnerCourse, ProgressReport } from "@courselet/contract/learning";

import type { ApiClient } from "./api-client.js";
import { ApiError } from "./api-error.js";
import { CHECKOUT_PARAMETER } from "./checkout-address.js";
import { unauthenticated } from "./unauthenticated.js";
import { followCheckout } from "./checkout-return.js";
import type { CourseRecords } from "./course-records.js";
import type { PurchaseState } from "./course-snapshot.js";
import type { LearnerRecords } from "./learner-records.js";
import type { ProgressOutbox } from "./progress-outbox.js";
import { withReport } from "./progress-estimate.js";
import type { CheckoutOptions, ReportOutcome } from "./store.js";
import { WishlistToggle } from "./wishlist-toggle.js";

export interface LearnerActionsOptions {
  api: ApiClient;
  records: CourseRecords;
  learners: LearnerRecords;
  outbox: ProgressOutbox;
  canAct: () => boolean;
  loadCard: (courseId: string) => Promise<void>;
  loadLearner: (courseId: string) => Promise<void>;
  pause: (ms: number) => Promise<void>;
  /** Takes the checkout that the visitor came back from out of the page's address. */
  forgetCheckout: () => void;
}

const IDLE: PurchaseState = { phase: "idle" };

/** What a learner does, other than look. */
export class LearnerActions {
  readonly #api: ApiClient;
  readonly #records: CourseRecords;
  readonly #learners: LearnerRecords;
  readonly #with: LearnerActionsOptions;
  readonly #wishlist: WishlistToggle;

  constructor(options: LearnerActionsOptions) {
    this.#api = options.api;
    this.#records = options.records;
    this.#learners = options.learners;
    this.#with = options;
    this.#wishlist = new WishlistToggle(options.api, options.records, options.learners);
  }

  async setWishlisted(courseId: string, wishlisted: boolean): Promise<void> {
    this.#requireLearner();
    await this.#wishlist.set(courseId, wishlisted);
  }

  async reportProgress(
    courseId: string,
    chapterId: string,
    report: ProgressReport,
    seemsCompleted = false,
  ): Promise<ReportOutcome> {
    this.#requireLearner();
    const sent = this.#with.outbox.add(courseId, chapterId, report);
    if (!courseId) return sent;
    const shown = { ...report, ...(seemsCompleted && { isCompleted: true }) };
    return this.#learners.showDuring(
      courseId,
      (learner) => withReport(learner, this.#records.get(courseId).chapters, chapterId, shown),
      sent,
    );
  }

  async enrol(courseId: string): Promise<void> {
    await this.#purchase(courseId, async () => {
      const ticket = this.#learners.ticket();
      const learner = await this.#api.send<LearnerCourse>("act", "POST", `/v1/courses/${courseId}/enrolment`);
      if (this.#learners.isCurrent(ticket)) this.#learners.confirm(learner, ticket);
      return IDLE;
    });
  }

  async startCheckout(courseId: string, options: CheckoutOptions): Promise<CheckoutStarted> {
    const { returnUrl, mode = "redirect", locale, onOpen } = options;
    const quotedPrice = this.#records.get(courseId).card?.price ?? undefined;
    // A checkout that failed was named by the address until now; whoever comes back from this one is to hear of this one.
    this.#with.forgetCheckout();
    const back = new URL(returnUrl);
    back.searchParams.delete(CHECKOUT_PARAMETER);
    const body: CheckoutRequest = { returnUrl: back.href, mode, quotedPrice, locale };
    let started!: CheckoutStarted;
    await this.#purchase(courseId, async () => {
      started = await this.#api.send("act", "POST", `/v1/courses/${courseId}/checkout`, body);
      const completed = await onOpen?.(started);
      if ("url" in started) return { phase: "leaving" };
      return completed ? { phase: "processing", late: false } : IDLE;
    });
    return started;
  }

  followCheckout(checkoutId: string): Promise<boolean> {
    const ticket = this.#learners.ticket();
    return followCheckout({
      ask: () => this.#api.send("read", "GET", `/v1/checkouts/${checkoutId}`),
      hasAccess: (courseId) => this.#reload(courseId),
      show: (courseId, purchase) => {
        if (this.#learners.isCurrent(ticket)) this.#records.patch(courseId, { purchase });
      },
      pause: this.#with.pause,
    });
  }

  /** Another learner is here. */
  reset(): void {
    this.#wishlist.reset();
  }

  #requireLearner(): void {
    if (!this.#with.canAct()) throw unauthenticated();
  }

  async #purchase(courseId: string, start: () => Promise<PurchaseState>): Promise<void> {
    this.#records.patch(courseId, { purchase: { phase: "starting" } });
    try {
      this.#requireLearner();
      this.#records.patch(courseId, { purchase: await start() });
    } catch (error) {
      const { code, message } = error instanceof ApiError ? error : new ApiError(0, "internal");
      this.#records.patch(courseId, { purchase: { phase: "failed", code, message } });
      if (code === "price_changed" || code === "not_for_sale") void this.#with.loadCard(courseId);
      if (code === "already_owned" || code === "payment_processing") void this.#with.loadLearner(courseId);
      throw error;
    }
  }

  /** Resolves with whether the learner has access now. Other tabs hear of it. */
  async #reload(courseId: string): Promise<boolean> {
    await this.#with.loadLearner(courseId);
    const { learner } = this.#records.get(courseId);
    if (!learner || learner.access === "none") return false;
    this.#learners.confirm(learner);
    return true;
  }
}
