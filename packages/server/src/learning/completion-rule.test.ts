import type { CompletionRule } from "@courselet/contract/learning";
import { describe, expect, it } from "vitest";

import { meetsRule, type WatchedVideo } from "./completion-rule.js";
import type { Range } from "./watched-ranges.js";

const all: Range[] = [[0, 100]];
const video = (given: Partial<WatchedVideo>): WatchedVideo => ({
  watched: [],
  played: [],
  positionSeconds: null,
  durationSeconds: 100,
  ...given,
});

describe("meetsRule", () => {
  it.each<[string, CompletionRule, Partial<WatchedVideo>, boolean]>([
    ["ended: nothing", "ended", {}, false],
    ["ended: at the end", "ended", { positionSeconds: 100 }, true],
    ["ended: 2 s before it", "ended", { positionSeconds: 98 }, true],
    ["ended: more than 2 s before it", "ended", { positionSeconds: 97.9 }, false],
    ["ended: played to it, and gone back since", "ended", { played: [[90, 99]], positionSeconds: 3 }, true],
    ["ended: another report played to it", "ended", { watched: all, positionSeconds: 3 }, false],
    ["ended: of a short video, within 5 %", "ended", { durationSeconds: 10, positionSeconds: 9.5 }, true],
    ["ended: of a short video, 2 s before it", "ended", { durationSeconds: 10, positionSeconds: 8 }, false],
    ["ended: no duration", "ended", { durationSeconds: null, watched: all, played: all, positionSeconds: 100 }, false],
    [
      "80: 80 s in two ranges",
      80,
      {
        watched: [
          [0, 30],
          [50, 100],
        ],
      },
      true,
    ],
    ["80: 79 s", 80, { watched: [[0, 79]] }, false],
    ["80: at the end, little watched", 80, { watched: [[95, 100]], played: [[95, 100]], positionSeconds: 100 }, false],
    ["80: beyond the end", 80, { watched: [[60, 160]] }, false],
    ["80: no duration", 80, { durationSeconds: null, watched: all }, false],
    ["100: but for the last 2 s", 100, { watched: [[0, 98]] }, true],
    ["100: but for 3 s", 100, { watched: [[0, 97]] }, false],
    ["0: nothing", 0, { positionSeconds: 50 }, false],
    ["0: a moment", 0, { watched: [[7, 7.1]] }, true],
    ["0: a moment, no duration", 0, { durationSeconds: null, watched: [[7, 7.1]] }, true],
  ])("%s", (_, rule, given, expected) => {
    expect(meetsRule(rule, video(given))).toBe(expected);
  });
});
