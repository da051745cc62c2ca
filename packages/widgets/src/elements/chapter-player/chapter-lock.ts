import type { ChapterOutline } from "@courselet/contract/catalogue";
import type { LockReason } from "@courselet/contract/learning";

import type { CourseSnapshot } from "../../data/course-snapshot.js";
import { hasAccess } from "../../shared/has-access.js";

/**
 * Why this chapter will not play, as far as the page knows; the server has the last word. Undefined: it will, or it is not
 * known yet.
 */
export function lockOf(chapter: Pick<ChapterOutline, "isFree">, snapshot: CourseSnapshot): LockReason | undefined {
  const { learner, learnerStatus, card, purchase } = snapshot;
  if (chapter.isFree || learnerStatus === "loading" || hasAccess(learner)) return undefined;
  if (purchase.phase === "processing") return "payment_processing";
  return learner?.reason ?? (card?.price?.amount === 0 ? "not_enrolled" : "not_purchased");
}
