import type { LearnerCourse } from "@courselet/contract/learning";

/** Whether this learner may see all of the course: bought, taken for free, or written by them. */
export function hasAccess(learner: LearnerCourse | null): boolean {
  return !!learner && learner.access !== "none";
}
