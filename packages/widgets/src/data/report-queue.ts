import type { ProgressReport } from "@courselet/contract/learning";

import { type Range, WatchedRanges } from "./watched-ranges.js";
import type { QueuedReport } from "./queued-report.js";

/** What the contract allows in one report. */
const MOST_RANGES = 500;
/** Of all that waits, as it is stored. Browsers send no more than 64 KiB from a page that is going away. */
const MOST_CHARACTERS = 16_000;
/** The server takes nothing that is older. */
const OLDEST_MS = 30 * 86_400_000;

/** May the two be sent as one? Not where the learner's own word could be refused together with what was watched. */
export function canJoin(older: QueuedReport, newer: QueuedReport): boolean {
  const said = older.report.isCompleted ?? newer.report.isCompleted;
  return older.chapterId === newer.chapterId && older.learner === newer.learner && said === undefined;
}

/** Both reports in one: all that was watched, and of everything else what the newer one says. */
export function joinReports(older: ProgressReport, newer: ProgressReport): ProgressReport {
  const all = new WatchedRanges();
  for (const [from, to] of [...(older.watched ?? []), ...(newer.watched ?? [])]) all.add(from, to);
  return { ...older, ...newer, watched: all.list() };
}

/**
 * The queue within its bounds. Small gaps between stretches are closed first, where the queue is oldest; larger ones when
 * that is not enough; a report is dropped only when it is a month old, or nothing else helps.
 */
export function fitQueue(queue: readonly QueuedReport[], now = Date.now()): QueuedReport[] {
  let fitting = queue.filter(({ madeAt }) => now - madeAt < OLDEST_MS).map((queued) => withinRanges(queued));
  for (let gap = 1; gap <= 64 && isTooLarge(fitting); gap *= 2) {
    for (let index = 0; index < fitting.length && isTooLarge(fitting); index++) {
      fitting = fitting.map((queued, at) => (at === index ? coarsen(queued, gap) : queued));
    }
  }
  while (isTooLarge(fitting)) fitting = fitting.slice(1);
  return fitting;
}

const isTooLarge = (queue: readonly QueuedReport[]): boolean => JSON.stringify(queue).length > MOST_CHARACTERS;

function withinRanges(queued: QueuedReport): QueuedReport {
  let within = queued;
  for (let gap = 1; (within.report.watched?.length ?? 0) > MOST_RANGES; gap *= 2) within = coarsen(within, gap);
  return within;
}

/** Closes gaps that are shorter than this many seconds. */
function coarsen(queued: QueuedReport, gap: number): QueuedReport {
  const watched: Range[] = [];
  for (const [from, to] of queued.report.watched ?? []) {
    const last = watched.at(-1);
    if (last && from - last[1] < gap) last[1] = to;
    else watched.push([from, to]);
  }
  return { ...queued, report: { ...queued.report, watched } };
}
