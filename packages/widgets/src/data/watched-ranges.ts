/** From and to, in seconds from the start of the video. */
export type Range = [from: number, to: number];

/** What was played of a video: stretches in order that neither overlap nor touch. */
export class WatchedRanges {
  #ranges: Range[] = [];

  add(from: number, to: number): void {
    if (!(to > from)) return;
    const apart: Range[] = [];
    for (const [start, end] of this.#ranges) {
      if (end < from || start > to) apart.push([start, end]);
      else [from, to] = [Math.min(from, start), Math.max(to, end)];
    }
    this.#ranges = [...apart, [from, to] satisfies Range].sort(([a], [b]) => a - b);
  }

  /** Seconds played at least once. */
  get seconds(): number {
    return this.#ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** All of it, to the millisecond and never less. */
  list(): Range[] {
    return this.#ranges.map(([from, to]) => [Math.floor(from * 1000) / 1000, Math.ceil(to * 1000) / 1000]);
  }
}
