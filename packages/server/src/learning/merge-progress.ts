import type { CompletionRule, ProgressReport } from "@courselet/contract/learning";

import { meetsRule, playsEnd, type WatchedVideo } from "./completion-rule.js";
import {
  clipRanges,
  intersectRanges,
  mergeRanges,
  type Range,
  subtractRanges,
  takeSeconds,
  totalSeconds,
} from "./watched-ranges.js";

/** How fast a video can be watched: players go up to this rate. */
const FASTEST_RATE = 4;
/** For clocks, buffering and a first report without a grant. */
const SLACK_SECONDS = 30;
/** Bounds the row. Somebody who jumped about more than this keeps what is known, and can still fill its gaps. */
const MAX_RANGES = 2000;

/** What a report can change. */
export interface Progress {
  isCompleted: boolean;
  /** When `isCompleted` was last decided; null: never. */
  completionAt: Date | null;
  /** Seconds. */
  positionSeconds: number;
  /** When the learner was there; null: nobody said. */
  positionAt: Date | null;
  /** Merged, in seconds. */
  watched: Range[];
}

/** What is known of a learner in a chapter. */
export interface KnownProgress extends Progress {
  /** When playback was first granted or reported. */
  createdAt: Date;
}

/** What the server knows of the video, and the course's own rule; null: none. */
export interface ChapterTerms {
  durationSeconds: number | null;
  completionPercent: number | null;
}

interface Merging {
  known: KnownProgress;
  report: ProgressReport;
  chapter: ChapterTerms;
  now: Date;
}

/**
 * What is known after a report, which was made `ageSeconds` before `now`. Reports may come late, twice and in any order.
 *
 * - Watched time only grows, but no faster than time itself: all of it is at most four times the time since the learner's
 *   first grant, and 30 s. There is no bound for each report, so that a queue which is sent at once loses nothing. What is
 *   over is cut off and not refused. Nothing lies beyond the end of a video whose duration is known.
 * - The position is the newest: an older report does not move it back.
 * - Completion is what was decided last, by the learner's word (which the caller has allowed) or by the rule: the course's
 *   percentage, else the page's rule, else `ended`; see completion-rule.ts. What is completed stays so until the learner
 *   takes it back. Whoever did so meant it: from then on only a report made later, which tells of the end of the video
 *   having been played again, lets the rule complete it once more. A report that says the word is decided by the word.
 */
export function mergeProgress({ known, report, chapter, now }: Merging): Progress {
  const madeAt = new Date(now.getTime() - Math.round((report.ageSeconds ?? 0) * 1000));
  const end = chapter.durationSeconds ?? Number.POSITIVE_INFINITY;
  const { watched, played } = mergeWatched({ known, report, end, now });
  const position = report.positionSeconds === undefined ? null : Math.min(report.positionSeconds, end);
  const isNewest = position !== null && isNotBefore(madeAt, known.positionAt);
  const video: WatchedVideo = {
    watched,
    played,
    positionSeconds: position,
    durationSeconds: chapter.durationSeconds ?? report.durationSeconds ?? null,
  };
  return {
    ...decideCompletion({
      known,
      report,
      madeAt,
      video,
      rule: chapter.completionPercent ?? report.completion ?? "ended",
    }),
    positionSeconds: isNewest ? position : Math.min(known.positionSeconds, end),
    positionAt: isNewest ? madeAt : known.positionAt,
    watched,
  };
}

/** All that was watched, and what of it this report tells of. */
function mergeWatched({ known, report, end, now }: Pick<Merging, "known" | "report" | "now"> & { end: number }): {
  watched: Range[];
  played: Range[];
} {
  const reported = clipRanges(mergeRanges(report.watched ?? []), end);
  const added = subtractRanges(reported, known.watched);
  const merged = mergeRanges([
    ...known.watched,
    ...takeSeconds(added, allowedSeconds(known.createdAt, now) - totalSeconds(known.watched)),
  ]);
  const watched = merged.length > Math.max(MAX_RANGES, known.watched.length) ? known.watched : merged;
  return { watched, played: intersectRanges(reported, watched) };
}

function decideCompletion({
  known,
  report,
  madeAt,
  video,
  rule,
}: {
  known: KnownProgress;
  report: ProgressReport;
  madeAt: Date;
  video: WatchedVideo;
  rule: CompletionRule;
}): Pick<Progress, "isCompleted" | "completionAt"> {
  const { isCompleted, completionAt } = known;
  if (report.isCompleted !== undefined) {
    return isNotBefore(madeAt, completionAt)
      ? { isCompleted: report.isCompleted, completionAt: madeAt }
      : { isCompleted, completionAt };
  }
  const wasTakenBack = !isCompleted && completionAt !== null;
  const mayDecide = wasTakenBack ? madeAt > completionAt && playsEnd(video) : !isCompleted && tellsOfPlaying(report);
  return mayDecide && meetsRule(rule, video)
    ? { isCompleted: true, completionAt: madeAt }
    : { isCompleted, completionAt };
}

function tellsOfPlaying({ positionSeconds, watched }: ProgressReport): boolean {
  return positionSeconds !== undefined || watched !== undefined;
}

/** At the same moment, what comes later is what counts. */
function isNotBefore(madeAt: Date, decidedAt: Date | null): boolean {
  return decidedAt === null || madeAt >= decidedAt;
}

function allowedSeconds(since: Date, now: Date): number {
  const elapsed = Math.max(0, now.getTime() - since.getTime()) / 1000;
  return elapsed * FASTEST_RATE + SLACK_SECONDS;
}
