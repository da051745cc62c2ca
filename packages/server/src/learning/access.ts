import type { LockReason } from "@courselet/contract/learning";

import type { PurchaseStatus } from "../generated/prisma/enums.js";
import { UnauthenticatedError } from "../http/errors.js";
import { isAuthor, type Learner } from "../identity/actor.js";
import { LockedError } from "./errors.js";

/** What stands between a learner and a course. */
export interface CourseStanding {
  /** User id of the course's author. */
  authorId: string;
  /** Minor units; null: not for sale; 0: free. */
  price: number | null;
  /** The learner's row for the course, if there is one. An enrolment is one for which nothing was paid. */
  purchase: { status: PurchaseStatus; isEnrolment: boolean } | null;
  /** Whether a checkout of the learner's own waits for its money. */
  isPaymentProcessing: boolean;
}

/** `free` covers both the preview of a chapter and the enrolment in a free course. */
export type AccessDecision =
  | { isGranted: true; access: "free" | "purchased" | "author" }
  | { isGranted: false; reason: LockReason | "signed_out" };

/**
 * Whether somebody may see what a course holds, and why or why not: the one rule behind players, downloads, progress and
 * cards. Whatever is not granted by name is refused. `isFreePreview` is said of a chapter that everybody may see.
 */
export function accessTo({
  learner,
  standing: { authorId, price, purchase, isPaymentProcessing },
  isFreePreview = false,
}: {
  learner: Learner | null;
  standing: CourseStanding;
  isFreePreview?: boolean;
}): AccessDecision {
  if (learner !== null && isAuthor(learner, authorId)) return { isGranted: true, access: "author" };
  if (learner !== null && purchase?.status === "paid") {
    return { isGranted: true, access: purchase.isEnrolment ? "free" : "purchased" };
  }
  if (isFreePreview) return { isGranted: true, access: "free" };
  if (learner === null) return { isGranted: false, reason: "signed_out" };
  // The reasons, the one that the learner can best act on first.
  if (isPaymentProcessing) return { isGranted: false, reason: "payment_processing" };
  if (price === 0) return { isGranted: false, reason: "not_enrolled" };
  if (purchase?.status === "refunded" || purchase?.status === "disputed") {
    return { isGranted: false, reason: purchase.status };
  }
  return { isGranted: false, reason: "not_purchased" };
}

/** Passes what is granted; throws UnauthenticatedError when signing in may help, LockedError with the reason otherwise. */
export function requireAccess(decision: AccessDecision): void {
  if (decision.isGranted) return;
  if (decision.reason === "signed_out") throw new UnauthenticatedError();
  throw new LockedError(decision.reason);
}
