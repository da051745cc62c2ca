import type { ChapterOutline, Course, CourseCard } from "@courselet/contract/catalogue";
import type { LearnerCourse } from "@courselet/contract/learning";

/**
 * What the page knows of one course at one moment. Frozen and replaced as a whole: two snapshots that are the same object
 * say that nothing changed.
 */
export interface CourseSnapshot {
  readonly courseId: string;

  /** The public half. `missing`: unknown or unpublished. `failed`: no answer; what was known before stays in `card`. */
  readonly status: "loading" | "ready" | "missing" | "failed";
  readonly card: CourseCard | null;
  /** Loaded only when an element asks for it (`loadOutline`). */
  readonly outlineStatus: "idle" | "loading" | "ready" | "failed";
  readonly chapters: readonly ChapterOutline[] | null;
  /** All of the course's public page. */
  readonly outline: Course | null;

  /** The private half. `signed-out`: no token and none to be had without the visitor doing something. */
  readonly learnerStatus: "loading" | "ready" | "signed-out" | "failed";
  readonly learner: LearnerCourse | null;

  /** A wishlist change is on its way; `learner.wishlisted` already shows its outcome. */
  readonly wishlistBusy: boolean;
  readonly purchase: PurchaseState;
}

/** Where buying stands. Owned is not one of them: that is `learner.access`. */
export type PurchaseState =
  | { readonly phase: "idle" }
  /** Asked our server for a checkout, or for a free enrolment. */
  | { readonly phase: "starting" }
  /** The browser is on its way to Stripe. Goes back to idle when the page is shown again (bfcache). */
  | { readonly phase: "leaving" }
  /** Came back, not paid yet. `late`: it takes unusually long; the visitor may go on, access will come. */
  | { readonly phase: "processing"; readonly late: boolean }
  | { readonly phase: "failed"; readonly code: string; readonly message: string };
