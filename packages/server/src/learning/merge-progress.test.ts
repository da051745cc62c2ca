import type { ProgressReport } from "@courselet/contract/learning";
import { describe, expect, it } from "vitest";

import { seededRandom } from "../testing/seeded-random.js";
import { type ChapterTerms, type KnownProgress, mergeProgress } from "./merge-progress.js";
import { mergeRanges, type Range, subtractRanges, totalSeconds } from "./watched-ranges.js";

const START = new Date("2026-01-31T09:00:00Z");
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const fresh: KnownProgress = {
  isCompleted: false,
  completionAt: null,
  positionSeconds: 0,
  positionAt: null,
  watched: [],
  createdAt: START,
};
const minute: ChapterTerms = { durationSeconds: 60, completionPercent: null };
const hour: ChapterTerms = { durationSeconds: 3600, completionPercent: null };

/** What is known after a report that arrives so many seconds after the beginning. */
function merge(known: KnownProgress, report: ProgressReport, seconds: number, chapter = minute): KnownProgress {
  return { ...known, ...mergeProgress({ known, report, chapter, now: after(seconds) }) };
}

describe("mergeProgress", () => {
  it("takes what was watched since playback began", () => {
    expect(merge(fresh, { positionSeconds: 12, watched: [[0, 12]] }, 12)).toEqual({
      ...fresh,
      positionSeconds: 12,
      positionAt: after(12),
      watched: [[0, 12]],
    });
  });

  it("goes back in position, never in watched time", () => {
    const known: KnownProgress = { ...fresh, positionSeconds: 50, watched: [[0, 50]] };
    expect(merge(known, { positionSeconds: 3, watched: [] }, 100)).toMatchObject({
      positionSeconds: 3,
      watched: [[0, 50]],
    });
  });

  it("keeps everything that a report does not speak of", () => {
    const known: KnownProgress = { ...fresh, positionSeconds: 50, positionAt: after(60), watched: [[0, 50]] };
    expect(merge(known, {}, 100)).toEqual(known);
  });

  it("bounds position and watched time by the duration, where it is known", () => {
    const report: ProgressReport = { positionSeconds: 900, watched: [[50, 900]] };
    expect(merge(fresh, report, 3600)).toMatchObject({ positionSeconds: 60, watched: [[50, 60]] });
    const unknown = { ...minute, durationSeconds: null };
    expect(merge(fresh, report, 3600, unknown)).toMatchObject({ positionSeconds: 900, watched: [[50, 900]] });
  });

  it("cuts what is more than four times the time that passed and 30 s", () => {
    expect(merge(fresh, { watched: [[0, 3600]] }, 10, hour).watched).toEqual([[0, 70]]);
  });

  it("counts only seconds that are new", () => {
    const known: KnownProgress = { ...fresh, watched: [[0, 1000]] };
    expect(merge(known, { watched: [[0, 1040]] }, 1010, hour).watched).toEqual([[0, 1040]]);
  });

  it("does not sum the slack of many reports", () => {
    let known = fresh;
    for (let number = 0; number < 100; number += 1) {
      known = merge(known, { watched: [[number * 30, number * 30 + 30]] }, 1, hour);
    }
    expect(totalSeconds(known.watched)).toBe(34);
  });

  it("loses nothing of an hour's queue that is sent at once, in whatever order", () => {
    const queue = Array.from({ length: 360 }, (_, index): ProgressReport => {
      const seconds = (index + 1) * 10;
      return { positionSeconds: seconds, watched: [[seconds - 10, seconds]], ageSeconds: 4000 - seconds };
    });
    for (const reports of [queue, queue.toReversed()]) {
      const known = reports.reduce((before, report) => merge(before, report, 4000, hour), fresh);
      expect(known).toMatchObject({ watched: [[0, 3600]], positionSeconds: 3600, positionAt: after(3600) });
    }
  });

  it("leaves the position to the newest report, not to the last to arrive", () => {
    const newer = merge(fresh, { positionSeconds: 40 }, 100);
    const late: ProgressReport = { positionSeconds: 10, watched: [[0, 10]], ageSeconds: 60 };
    expect(merge(newer, late, 110)).toMatchObject({
      positionSeconds: 40,
      positionAt: after(100),
      watched: [[0, 10]],
    });
    expect(merge(newer, { ...late, ageSeconds: 5 }, 110)).toMatchObject({
      positionSeconds: 10,
      positionAt: after(105),
    });
  });

  it("treats a clock that went back as no time", () => {
    expect(merge(fresh, { watched: [[0, 3600]] }, -500, hour).watched).toEqual([[0, 30]]);
  });

  it("bounds the number of ranges, and still fills gaps", () => {
    const unknown = { ...minute, durationSeconds: null };
    const dust = Array.from({ length: 2_000 }, (_, index): Range => [index * 2, index * 2 + 0.5]);
    const known: KnownProgress = { ...fresh, watched: dust };
    expect(merge(known, { watched: [[5000, 5001]] }, 9000, unknown).watched).toEqual(dust);
    expect(merge(known, { watched: [[0, 100]] }, 9000, unknown).watched[0]).toEqual([0, 100.5]);
  });
});

describe("completion by rule", () => {
  const watchedAll: ProgressReport = { positionSeconds: 60, watched: [[0, 60]] };

  it("is at the end, when nobody says otherwise", () => {
    expect(merge(fresh, { positionSeconds: 50, watched: [[0, 50]] }, 50).isCompleted).toBe(false);
    expect(merge(fresh, watchedAll, 60)).toMatchObject({ isCompleted: true, completionAt: after(60) });
  });

  it("is the page's, and the course's before it", () => {
    const half: ProgressReport = { positionSeconds: 30, watched: [[0, 30]], completion: 50 };
    expect(merge(fresh, half, 30).isCompleted).toBe(true);
    expect(merge(fresh, half, 30, { ...minute, completionPercent: 80 }).isCompleted).toBe(false);
    const course = { ...minute, completionPercent: 40 };
    expect(merge(fresh, { ...half, completion: "ended" }, 30, course).isCompleted).toBe(true);
  });

  it("counts what the server takes as watched, not what is claimed", () => {
    const claim: ProgressReport = { watched: [[0, 3600]], completion: 10 };
    expect(merge(fresh, claim, 10, hour).isCompleted).toBe(false);
    expect(merge(fresh, { ...claim, completion: "ended" }, 10, hour).isCompleted).toBe(false);
    expect(merge(fresh, claim, 100, hour).isCompleted).toBe(true);
  });

  it("takes the player's duration while the server knows none, and never against its own", () => {
    const unknown = { ...minute, durationSeconds: null };
    expect(merge(fresh, watchedAll, 60, unknown).isCompleted).toBe(false);
    expect(merge(fresh, { ...watchedAll, durationSeconds: 61 }, 60, unknown).isCompleted).toBe(true);
    expect(merge(fresh, { ...watchedAll, durationSeconds: 61 }, 60, hour).isCompleted).toBe(false);
  });

  it("stays: rules that change and reports that tell of less take nothing back", () => {
    const completed = merge(fresh, watchedAll, 60);
    const strict = { ...hour, completionPercent: 100 };
    expect(merge(completed, { positionSeconds: 0, watched: [] }, 70, strict)).toMatchObject({
      isCompleted: true,
      completionAt: after(60),
    });
  });

  it("is decided when it was made, so that a later undo undoes it in either order", () => {
    const undo: ProgressReport = { isCompleted: false, ageSeconds: 100 };
    const replay: ProgressReport = { ...watchedAll, ageSeconds: 140 };
    const expected = { isCompleted: false, completionAt: after(100), watched: [[0, 60]] };
    expect(merge(merge(fresh, replay, 200), undo, 200)).toMatchObject(expected);
    expect(merge(merge(fresh, undo, 200), replay, 200)).toMatchObject(expected);
  });
});

describe("completion after the learner took it back", () => {
  const undone: KnownProgress = { ...fresh, completionAt: after(100), watched: [[0, 60]] };

  it("does not come from an old report", () => {
    const old: ProgressReport = { positionSeconds: 60, watched: [[0, 60]], ageSeconds: 50 };
    expect(merge(undone, old, 120).isCompleted).toBe(false);
    expect(merge(undone, { ...old, ageSeconds: 20 }, 120).isCompleted).toBe(false);
  });

  it("does not come from staying at the end, nor from watching on", () => {
    expect(merge(undone, { positionSeconds: 60 }, 120).isCompleted).toBe(false);
    expect(merge(undone, { positionSeconds: 40, watched: [[30, 40]], completion: 50 }, 120).isCompleted).toBe(false);
  });

  it("comes from playing to the end again", () => {
    expect(merge(undone, { positionSeconds: 60, watched: [[50, 60]] }, 120)).toMatchObject({
      isCompleted: true,
      completionAt: after(120),
    });
  });
});

describe("the learner's word", () => {
  it("completes and takes back, the latest by when it was said", () => {
    const said = merge(fresh, { isCompleted: true }, 50);
    expect(said).toMatchObject({ isCompleted: true, completionAt: after(50) });
    expect(merge(said, { isCompleted: false, ageSeconds: 20 }, 60)).toEqual(said);
    const unsaid = merge(said, { isCompleted: false }, 60);
    expect(unsaid).toMatchObject({ isCompleted: false, completionAt: after(60) });
    expect(merge(unsaid, { isCompleted: true, ageSeconds: 30 }, 80)).toEqual(unsaid);
    expect(merge(unsaid, { isCompleted: true }, 80).isCompleted).toBe(true);
  });

  it("goes before the rule in its own report", () => {
    expect(merge(fresh, { isCompleted: false, positionSeconds: 60, watched: [[0, 60]] }, 60).isCompleted).toBe(false);
  });

  it("that confirms what is so is newer than an older undo", () => {
    const confirmed = merge(merge(fresh, { isCompleted: true }, 10), { isCompleted: true }, 50);
    expect(merge(confirmed, { isCompleted: false, ageSeconds: 30 }, 60).isCompleted).toBe(true);
  });
});

describe("whatever is reported, in whatever order", () => {
  const RUNS = 1_000;
  const random = seededRandom(11);
  const chapter: ChapterTerms = { durationSeconds: 300, completionPercent: null };

  /** A report that is made at a moment within the first 400 s, of up to 100 s around there. */
  const someReport = (): { madeAt: number; report: ProgressReport } => {
    const word = random(8);
    return {
      madeAt: random(400),
      report: {
        positionSeconds: random(500),
        completion: random(2) === 0 ? "ended" : random(101),
        watched: Array.from({ length: random(4) }, (): [number, number] => {
          const from = random(400);
          return [from, from + random(30)];
        }),
        ...(word < 2 && { isCompleted: word === 0 }),
      },
    };
  };
  const wordOf = (report: ProgressReport) => report.isCompleted;
  /** What the rule says when it is read without what the server makes of a report: true, or nothing. */
  const ruleOf = (
    { completion, positionSeconds = 0, watched = [], isCompleted }: ProgressReport,
    known: KnownProgress,
  ) => {
    const reached = Math.max(positionSeconds, ...watched.map(([, to]) => to)) >= 298;
    const share = totalSeconds(known.watched) >= Math.min(298, 3 * Number(completion));
    return isCompleted === undefined && (completion === "ended" ? reached : share) ? true : undefined;
  };
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => [random(1_000_000), item] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, item]) => item);

  it(`watched time only grows, within the duration and the time that passed (${RUNS} sequences)`, () => {
    for (let run = 0; run < RUNS; run += 1) {
      let known = fresh;
      let elapsed = 0;
      for (let number = 0; number < 12; number += 1) {
        elapsed += random(40);
        const { report } = someReport();
        const ageSeconds = random(elapsed + 1);
        const before = known;
        known = merge(known, { ...report, ageSeconds }, elapsed, chapter);
        expect(subtractRanges(before.watched, known.watched)).toEqual([]);
        expect(totalSeconds(known.watched)).toBeLessThanOrEqual(Math.min(300, elapsed * 4 + 30));
        expect(known.positionSeconds).toBeLessThanOrEqual(300);
        // Nothing but the learner's own word takes a completion back, and nothing but the word or the rule gives it.
        expect([before.isCompleted, wordOf(report), ruleOf(report, known)]).toContain(known.isCompleted);
        for (const date of ["positionAt", "completionAt"] as const) {
          expect(known[date]?.getTime() ?? 0).toBeGreaterThanOrEqual(before[date]?.getTime() ?? 0);
        }
      }
    }
  });

  it(`every order and repetition ends with the same seconds and position (${RUNS} sequences)`, () => {
    for (let run = 0; run < RUNS; run += 1) {
      // Each at a moment of its own: of two at the same moment, the last to arrive counts.
      const reports = Array.from({ length: 10 }, someReport).map(({ madeAt, report }, index) => ({
        ...report,
        ageSeconds: 1000 - madeAt - index / 100,
      }));
      const replay = (queue: ProgressReport[]) =>
        queue.reduce((known, report) => merge(known, report, 1000, chapter), fresh);
      const once = replay(reports);
      const again = replay(shuffled([...reports, ...reports.filter(() => random(2) === 0)]));
      const everything = mergeRanges(reports.flatMap(({ watched }) => watched ?? []));
      expect(again.watched).toEqual(once.watched);
      expect(once.watched).toEqual(
        mergeRanges(everything.flatMap(([a, b]) => (a < 300 ? [[a, Math.min(b, 300)]] : []))),
      );
      expect([again.positionSeconds, again.positionAt]).toEqual([once.positionSeconds, once.positionAt]);
      // The last word that was said is younger than every rule that it undid.
      const [last] = reports
        .filter(({ isCompleted }) => isCompleted !== undefined)
        .toSorted((a, b) => a.ageSeconds - b.ageSeconds);
      for (const { isCompleted } of [once, again]) expect(isCompleted || last?.isCompleted !== true).toBe(true);
    }
  });
});
