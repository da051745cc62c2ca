/** A stretch of a video that was played: seconds from its start, `from` before `to`. */
export type Range = readonly [from: number, to: number];

/** Milliseconds are as fine as players count; rounding keeps what is stored short. */
const round = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Sorted, with overlapping and touching ranges made one and empty ones left out. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const sorted = ranges
    .map(([from, to]): Range => [round(from), round(to)])
    .filter(([from, to]) => from < to)
    .toSorted(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What lies within 0 and `end`. */
export function clipRanges(ranges: readonly Range[], end: number): Range[] {
  return ranges.flatMap(([from, to]): Range[] => (from < end ? [[Math.max(0, from), Math.min(to, end)]] : []));
}

/** What of `ranges` is not in `known`; both merged. */
export function subtractRanges(ranges: readonly Range[], known: readonly Range[]): Range[] {
  return ranges.flatMap(([from, to]) => {
    const pieces: Range[] = [];
    let start = from;
    for (const [knownFrom, knownTo] of known) {
      if (knownTo <= start) continue;
      if (knownFrom >= to) break;
      if (knownFrom > start) pieces.push([start, knownFrom]);
      start = Math.max(start, knownTo);
    }
    if (start < to) pieces.push([start, to]);
    return pieces;
  });
}

/** What of `ranges` is in `others` too; both merged. */
export function intersectRanges(ranges: readonly Range[], others: readonly Range[]): Range[] {
  return subtractRanges(ranges, subtractRanges(ranges, others));
}

/** The first `seconds` of the ranges, counted over all of them. */
export function takeSeconds(ranges: readonly Range[], seconds: number): Range[] {
  let left = Math.max(0, seconds);
  return ranges.flatMap(([from, to]): Range[] => {
    const length = Math.min(to - from, left);
    left -= length;
    return length > 0 ? [[from, from + length]] : [];
  });
}

export function totalSeconds(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + (to - from), 0);
}
