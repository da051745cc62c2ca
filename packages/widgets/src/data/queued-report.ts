import type { ProgressReport } from "@courselet/contract/learning";

/** A report of progress that is on its way, or waits for a better time. */
export interface QueuedReport {
  id: string;
  /** Whose it is (`Session.learner`); null: of a guest who has not got a token yet. */
  learner: string | null;
  /** Empty where the page does not know it. */
  courseId: string;
  chapterId: string;
  /** Milliseconds since the epoch. */
  madeAt: number;
  report: ProgressReport;
}
