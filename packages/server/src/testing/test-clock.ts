import type { Clock } from "../deps.js";

export interface TestClock extends Clock {
  set(date: Date): void;
  advance(milliseconds: number): void;
}

/** Stands still at the moment of its making, to the second, until it is set. */
export function createTestClock(): TestClock {
  let now = Math.floor(Date.now() / 1000) * 1000;
  return {
    now: () => new Date(now),
    set: (date) => {
      now = date.getTime();
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
