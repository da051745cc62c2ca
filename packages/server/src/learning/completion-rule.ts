import type { CompletionRule } from "@courselet/contract/learning";

import { clipRanges, type Range, totalSeconds } from "./watched-ranges.js";

/** What a rule is applied to: what the server takes as watched, never what a report merely claims. All in seconds. */
export interface WatchedVideo {
  /** All that the learner has watched, merged. */
  watched: readonly Range[];
  /** What of that this report tells of. */
  played: readonly Range[];
  /** Where this report says the learner is; null: it does not. */
  positionSeconds: number | null;
  /** Null: not known. */
  durationSeconds: number | null;
}

/** Players stop a little before the end, and the lengths of picture and sound differ: so near to it is the end. */
const END_SECONDS = 2;
const END_SHARE = 0.05;

/**
 * Whether a rule is met. `ended`: this report reaches the end of the video, by what was played or by its position. A
 * percentage: so many of the video's distinct seconds were watched, whenever; 100 leaves out what counts as the end, and 0
 * is met by whatever was played. Without a duration there is no end and no share, so nothing but 0 is met.
 */
export function meetsRule(rule: CompletionRule, video: WatchedVideo): boolean {
  if (rule === "ended") return reachesEnd(video);
  const { watched, durationSeconds } = video;
  if (rule === 0) return totalSeconds(watched) > 0;
  if (durationSeconds === null) return false;
  const needed = Math.min((rule / 100) * durationSeconds, startOfEnd(durationSeconds));
  // The last video of a chapter may have been longer.
  return totalSeconds(clipRanges(watched, durationSeconds)) >= needed;
}

function reachesEnd(video: WatchedVideo): boolean {
  const { positionSeconds, durationSeconds } = video;
  if (durationSeconds === null) return false;
  return playsEnd(video) || (positionSeconds !== null && positionSeconds >= startOfEnd(durationSeconds));
}

/** Whether this report tells of the end having been played: being there alone is not enough. */
export function playsEnd({ played, durationSeconds }: WatchedVideo): boolean {
  return durationSeconds !== null && played.some(([, to]) => to >= startOfEnd(durationSeconds));
}

function startOfEnd(durationSeconds: number): number {
  return durationSeconds - Math.min(END_SECONDS, durationSeconds * END_SHARE);
}
