import { describe, expect, it } from "vitest";

import { seededRandom } from "../testing/seeded-random.js";
import { clipRanges, mergeRanges, type Range, subtractRanges, takeSeconds, totalSeconds } from "./watched-ranges.js";

/** Ranges of whole seconds below 100, so that a set of seconds says the same in another way. */
function someRanges(random: (below: number) => number): Range[] {
  return Array.from({ length: random(8) }, (): Range => {
    const from = random(100);
    return [from, from + random(20)];
  });
}

function seconds(ranges: readonly Range[]): Set<number> {
  return new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));
}

/** Runs a statement about two sets of ranges for many of them. */
function always(statement: (a: Range[], b: Range[], number: number) => void): void {
  const random = seededRandom(7);
  for (let round = 0; round < 2_000; round += 1) statement(someRanges(random), someRanges(random), random(150));
}

describe("mergeRanges", () => {
  it("makes overlapping and touching ranges one", () => {
    expect(
      mergeRanges([
        [10, 20],
        [0, 5],
        [15, 25],
        [5, 6],
        [30, 30],
      ]),
    ).toEqual([
      [0, 6],
      [10, 25],
    ]);
  });

  it("covers the same seconds, sorted, disjoint, and is stable", () => {
    always((a) => {
      const merged = mergeRanges(a);
      expect(seconds(merged)).toEqual(seconds(a));
      for (const [index, [from, to]] of merged.entries()) {
        expect(from).toBeLessThan(to);
        expect(from).toBeGreaterThan(merged[index - 1]?.[1] ?? -1);
      }
      expect(mergeRanges(merged)).toEqual(merged);
    });
  });

  it("does not depend on the order, nor on what came first", () => {
    always((a, b) => {
      expect(mergeRanges([...b, ...a])).toEqual(mergeRanges([...a, ...b]));
      expect(mergeRanges([...mergeRanges(a), ...b])).toEqual(mergeRanges([...a, ...b]));
    });
  });
});

describe("subtractRanges", () => {
  it("leaves exactly the seconds that are not known", () => {
    always((a, b) => {
      const left = subtractRanges(mergeRanges(a), mergeRanges(b));
      const known = seconds(b);
      expect(seconds(left)).toEqual(new Set([...seconds(a)].filter((second) => !known.has(second))));
      expect(totalSeconds(left)).toBe(seconds(left).size);
    });
  });
});

describe("clipRanges and takeSeconds", () => {
  it("keep nothing beyond the end, and lose nothing before it", () => {
    always((a, _, end) => {
      expect(seconds(clipRanges(a, end))).toEqual(new Set([...seconds(a)].filter((second) => second < end)));
    });
  });

  it("take as many seconds as asked for, or all", () => {
    always((a, _, wanted) => {
      const merged = mergeRanges(a);
      const taken = takeSeconds(merged, wanted);
      expect(totalSeconds(taken)).toBe(Math.min(wanted, totalSeconds(merged)));
      expect(subtractRanges(taken, merged)).toEqual([]);
    });
    expect(takeSeconds([[0, 10]], -5)).toEqual([]);
  });
});
