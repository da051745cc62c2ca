import type { CourseStore } from "./course-store.js";

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** For each store that met failures: how often in a row, and when it last asked again. */
const failures = new WeakMap<CourseStore, { times: number; askedAt: number }>();
const waiting = new WeakSet<CourseStore>();

/**
 * Asks again by itself for what could not be loaded: after two seconds, then less and less often, once for all courses
 * together and never in a page that nobody sees. Whoever presses "Try again" need not wait for it.
 */
export async function retryLater(store: CourseStore): Promise<void> {
  if (waiting.has(store)) return;
  waiting.add(store);
  const { times, askedAt } = failures.get(store) ?? { times: 0, askedAt: 0 };
  // What failed long after it was last asked for had been answered in between.
  const row = Date.now() - askedAt < 2 * LONGEST_MS ? times : 0;
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** row);
  // Not in step with all other pages that met the same failure.
  await (store.options.pause ?? pause)(longest * (0.75 + Math.random() / 4));
  await untilSeen();
  waiting.delete(store);
  failures.set(store, { times: row + 1, askedAt: Date.now() });
  store.retryAll(true);
}

function untilSeen(): Promise<void> | undefined {
  if (globalThis.document?.visibilityState !== "hidden") return undefined;
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.visibilityState === "hidden") return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
