import type { CheckoutStarted } from "@courselet/contract/checkout";
import type { Playback, ProgressReport } from "@courselet/contract/learning";

import type { LearnerSide } from "./learner-side.js";
import type { CourseSnapshot, PurchaseState } from "./course-snapshot.js";

export interface CheckoutOptions {
  /** Where the payment page leads back to; of an origin that the server allows. */
  returnUrl: string;
  mode?: "redirect" | "embedded";
  /** The language of the payment page, BCP 47; without it the browser's. */
  locale?: string;
  /**
   * Called with the open checkout, before anything follows from it. For an embedded one it resolves when the payment form is
   * gone, with whether it was completed; what it rejects with becomes the failure of the purchase.
   */
  onOpen?: (checkout: CheckoutStarted) => Promise<boolean>;
}

export interface PlaybackOptions {
  /** The first seconds of a locked chapter, where its author gives a taste. */
  taste?: boolean;
}

/** What a report came to, by the server's word. Said to one of those who wait: each is told of once. */
export interface ReportOutcome {
  /** The chapter is completed now and was not before. */
  completedChapter: boolean;
  /** All of the course is, for the first time. */
  completedCourse: boolean;
}

/**
 * What elements need of the data behind them: one object per API origin, shared by every element that speaks to it.
 * `CourseStore` implements it over the network.
 */
export interface Store {
  readonly apiUrl: string;
  /** The one key of this API in localStorage. */
  readonly storageKey: string;
  /** Where it is kept, and whether guests are on now. */
  readonly options: { readonly storage?: Storage | null | undefined; readonly guests?: boolean | undefined };

  /** The snapshot as it is now. Never loads. */
  get(courseId: string): CourseSnapshot;
  /**
   * Calls `listener` after each change of this course and returns the function that ends it. The first subscription of a
   * course loads both halves, batched with all others of the same microtask: N courses, two requests.
   */
  subscribe(courseId: string, listener: () => void): () => void;
  /** Loads the chapter outline too, once; later calls do nothing unless the last one failed. */
  loadOutline(courseId: string): void;
  /** Asks again for what failed. */
  retry(courseId: string): void;

  /** Puts the course on the wishlist or takes it off: shown at once, rolled back and thrown when refused. */
  setWishlisted(courseId: string, wishlisted: boolean): Promise<void>;
  /** Takes a free course. */
  enrol(courseId: string): Promise<void>;
  /** Shows where buying stands before, or without, a word from the server. */
  showPurchase(courseId: string, purchase: PurchaseState): void;
  /**
   * Starts a checkout at the price the visitor sees now. Resolves with where to pay; rejects with an ApiError
   * (`already_owned`, `price_changed`, `payment_unavailable` ...) after writing it to `purchase`.
   */
  startCheckout(courseId: string, options: CheckoutOptions): Promise<CheckoutStarted>;

  /** Follows a checkout until it is settled; false when asking later may help. */
  resumeCheckout(checkoutId: string): Promise<boolean>;

  /** How to play a chapter. Rejects with an ApiError whose code is the lock reason. */
  playback(chapterId: string, options?: PlaybackOptions): Promise<Playback>;
  /**
   * Reports what was watched; the course's snapshot changes at once and again with the server's answer. Nothing is lost while
   * that does not come: the report is sent again, after a reload too, and until then what it says stays shown. Resolves with
   * the answer, however late; rejects when it is refused for good. `seemsCompleted`: by the page's rule the chapter is
   * completed with this report; shown until the server, which knows better, says whether it is.
   */
  reportProgress(
    courseId: string,
    chapterId: string,
    report: ProgressReport,
    seemsCompleted?: boolean,
  ): Promise<ReportOutcome>;

  /** What few elements need, for which the page loads nothing before. */
  learnerSide(): Promise<Pick<LearnerSide, "attachment">>;

  /** False: everything private needs the visitor to sign in first (no token, and guests are off). */
  readonly canAct: boolean;
}
