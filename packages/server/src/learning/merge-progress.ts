import type { ProgressReport } from "@courselet/contract/learning";

import { clipRanges, mergeRanges, type Range, subtractRanges, takeSeconds, totalSeconds } from "./watched-ranges.js";

/** How fast a video can be watched: players go up to this rate. */
const FASTEST_RATE = 4;
/** For clocks, buffering and reports that arrive late. */
const SLACK_SECONDS = 30;
/** Bounds the row. Somebody who jumped about more than this keeps what is known, and can still fill its gaps. */
const MAX_RANGES = 2000;

/** What is known of a learner in a chapter. `watched` is merged. */
export interface KnownProgress {
  isCompleted: boolean;
  /** Seconds. */
  positionSeconds: number;
  watched: Range[];
  /** When playback was first granted or reported. */
  createdAt: Date;
  /** When the learner last reported; before that, as `createdAt`. */
  updatedAt: Date;
}

/**
 * What is known after a report. Completed stays completed and watched time only grows, but no faster than time itself: what
 * is new may be as long as four times the time since the last report, and all of it four times the time since the
 * beginning, each with 30 s of slack. What is over is cut off and not refused, for a late report is not a lie. Nothing lies
 * beyond the end of a video whose `durationSeconds` is known.
 */
export function mergeProgress({
  known,
  report,
  durationSeconds,
  now,
}: {
  known: KnownProgress;
  report: ProgressReport;
  durationSeconds: number | null;
  now: Date;
}): Pick<KnownProgress, "isCompleted" | "positionSeconds" | "watched"> {
  const end = durationSeconds ?? Number.POSITIVE_INFINITY;
  const reported = clipRanges(mergeRanges(report.watched ?? []), end);
  const added = subtractRanges(reported, known.watched);
  const budget = Math.min(
    allowedSeconds(known.updatedAt, now),
    allowedSeconds(known.createdAt, now) - totalSeconds(known.watched),
  );
  const watched = mergeRanges([...known.watched, ...takeSeconds(added, budget)]);
  return {
    isCompleted: known.isCompleted || report.isCompleted === true,
    positionSeconds: Math.min(report.positionSeconds ?? known.positionSeconds, end),
    watched: watched.length > Math.max(MAX_RANGES, known.watched.length) ? known.watched : watched,
  };
}

function allowedSeconds(since: Date, now: Date): number {
  const elapsed = Math.max(0, now.getTime() - since.getTime()) / 1000;
  return elapsed * FASTEST_RATE + SLACK_SECONDS;
}
