import { describe, expect, it } from "vitest";

import { seededRandom } from "../testing/seeded-random.js";
import { type KnownProgress, mergeProgress } from "./merge-progress.js";
import { type Range, subtractRanges, totalSeconds } from "./watched-ranges.js";

const START = new Date("2026-01-31T09:00:00Z");
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const fresh: KnownProgress = {
  isCompleted: false,
  positionSeconds: 0,
  watched: [],
  createdAt: START,
  updatedAt: START,
};

describe("mergeProgress", () => {
  it("takes what was watched since playback began", () => {
    const report = { positionSeconds: 12, watched: [[0, 12]] satisfies Range[] };
    expect(mergeProgress({ known: fresh, report, durationSeconds: 60, now: after(12) })).toEqual({
      isCompleted: false,
      positionSeconds: 12,
      watched: [[0, 12]],
    });
  });

  it("goes back in position, never in watched time or completion", () => {
    const known: KnownProgress = { ...fresh, isCompleted: true, positionSeconds: 50, watched: [[0, 50]] };
    const report = { positionSeconds: 3, watched: [], isCompleted: false };
    expect(mergeProgress({ known, report, durationSeconds: 60, now: after(100) })).toEqual({
      isCompleted: true,
      positionSeconds: 3,
      watched: [[0, 50]],
    });
  });

  it("keeps everything that a report does not speak of", () => {
    const known: KnownProgress = { ...fresh, positionSeconds: 50, watched: [[0, 50]] };
    expect(mergeProgress({ known, report: {}, durationSeconds: 60, now: after(100) })).toEqual({
      isCompleted: false,
      positionSeconds: 50,
      watched: [[0, 50]],
    });
  });

  it("bounds position and watched time by the duration, where it is known", () => {
    const report = { positionSeconds: 900, watched: [[50, 900]] satisfies Range[] };
    const bounded = mergeProgress({ known: fresh, report, durationSeconds: 60, now: after(3600) });
    expect(bounded).toMatchObject({ positionSeconds: 60, watched: [[50, 60]] });
    const unbounded = mergeProgress({ known: fresh, report, durationSeconds: null, now: after(3600) });
    expect(unbounded).toMatchObject({ positionSeconds: 900, watched: [[50, 900]] });
  });

  it("cuts what is more than four times the time that passed and 30 s", () => {
    const report = { watched: [[0, 3600]] satisfies Range[] };
    const { watched } = mergeProgress({ known: fresh, report, durationSeconds: 3600, now: after(10) });
    expect(watched).toEqual([[0, 70]]);
  });

  it("counts only seconds that are new", () => {
    const known: KnownProgress = { ...fresh, watched: [[0, 1000]], updatedAt: after(1000) };
    const report = { watched: [[0, 1040]] satisfies Range[] };
    const { watched } = mergeProgress({ known, report, durationSeconds: 3600, now: after(1010) });
    expect(watched).toEqual([[0, 1040]]);
  });

  it("does not sum the slack of many reports", () => {
    let known = fresh;
    for (let number = 0; number < 100; number += 1) {
      const report = { watched: [[number * 30, number * 30 + 30]] satisfies Range[] };
      known = {
        ...known,
        ...mergeProgress({ known, report, durationSeconds: 3600, now: after(1) }),
        updatedAt: after(1),
      };
    }
    expect(totalSeconds(known.watched)).toBe(34);
  });

  it("treats a clock that went back as no time", () => {
    const report = { watched: [[0, 3600]] satisfies Range[] };
    const { watched } = mergeProgress({ known: fresh, report, durationSeconds: 3600, now: after(-500) });
    expect(watched).toEqual([[0, 30]]);
  });

  it("bounds the number of ranges, and still fills gaps", () => {
    const dust = Array.from({ length: 2_000 }, (_, index): Range => [index * 2, index * 2 + 0.5]);
    const known: KnownProgress = { ...fresh, watched: dust };
    const more = { watched: [[5000, 5001]] satisfies Range[] };
    expect(mergeProgress({ known, report: more, durationSeconds: null, now: after(9000) }).watched).toEqual(dust);
    const gap = { watched: [[0, 100]] satisfies Range[] };
    expect(mergeProgress({ known, report: gap, durationSeconds: null, now: after(9000) }).watched[0]).toEqual([
      0, 100.5,
    ]);
  });

  it("only ever grows, within the duration and the time that passed, whatever is reported", () => {
    const random = seededRandom(11);
    for (let run = 0; run < 200; run += 1) {
      let known = fresh;
      let elapsed = 0;
      for (let number = 0; number < 10; number += 1) {
        elapsed += random(40);
        const report = {
          positionSeconds: random(500),
          isCompleted: random(4) === 0,
          watched: Array.from({ length: random(4) }, (): [number, number] => {
            const from = random(400);
            return [from, from + random(120)];
          }),
        };
        const merged = mergeProgress({ known, report, durationSeconds: 300, now: after(elapsed) });
        expect(subtractRanges(known.watched, merged.watched)).toEqual([]);
        expect(merged.isCompleted).toBe(known.isCompleted || report.isCompleted);
        expect(totalSeconds(merged.watched)).toBeLessThanOrEqual(Math.min(300, elapsed * 4 + 30));
        expect(merged.positionSeconds).toBe(Math.min(300, report.positionSeconds));
        known = { ...known, ...merged, updatedAt: after(elapsed) };
      }
    }
  });
});
