import type { Page } from "playwright-core";

import { seededRandom } from "../../packages/server/src/testing/seeded-random.js";
import { everythingSent, position, type School, startWatching } from "./watch-in-tabs.js";

/** How a visitor can leave a page, from the politest to a crash. */
const WAYS = ["close", "navigate", "close", "reload", "crash"] as const;
type Way = (typeof WAYS)[number];

export interface ClosedTab {
  way: Way;
  /** Seconds of the video that were seen. */
  watched: number;
  /** Of them, those that the server does not have after one more page load. */
  lost: number;
}

/**
 * Opens a tab for each of these chapters, a few at a time, watches at once or twice the speed of time, leaves at a moment
 * and in a way that `seed` decides, and comes back once.
 */
export async function closeTabs(
  school: School,
  chapterIds: readonly string[],
  { seed, atOnce, longestMs }: { seed: number; atOnce: number; longestMs: number },
): Promise<ClosedTab[]> {
  const random = seededRandom(seed);
  const plans = chapterIds.map((chapterId, index) => ({
    chapterId,
    way: WAYS[index % WAYS.length] ?? "close",
    rate: 1 + random(2),
    afterMs: 300 + random(longestMs),
  }));
  const closed: ClosedTab[] = [];
  const work = async (): Promise<void> => {
    for (let plan = plans.shift(); plan; plan = plans.shift()) {
      const { chapterId, way, rate, afterMs } = plan;
      const page = await school.visit(chapterId);
      await startWatching(page, rate);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      const watched = await position(page);
      const next = await leave(page, way);
      await next.locator("chapter-player").getByRole("button", { name: /^Play/ }).first().waitFor();
      await everythingSent(next);
      const { seconds } = await school.recorded(chapterId);
      closed.push({ way, watched, lost: Math.max(0, watched - seconds) });
      await next.context().close();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return closed;
}

/** Leaves the page and comes back; resolves with the page that was come back to. */
async function leave(page: Page, way: Way): Promise<Page> {
  const url = page.url();
  const context = page.context();
  if (way === "reload") {
    await page.reload();
    return page;
  }
  if (way === "navigate") await page.goto("about:blank");
  if (way === "close") await page.close({ runBeforeUnload: false });
  if (way === "crash") {
    const crashed = page.waitForEvent("crash");
    const session = await context.newCDPSession(page);
    session.send("Page.crash").catch(() => {});
    await crashed;
  }
  const next = await context.newPage();
  next.setDefaultTimeout(60_000);
  await next.goto(url);
  return next;
}

export function summary(tabs: readonly ClosedTab[]): { tabs: number; max: number; median: number; byWay: string } {
  const sorted = (closed: readonly ClosedTab[]) => closed.map(({ lost }) => lost).toSorted((a, b) => a - b);
  const all = sorted(tabs);
  const middle = (losses: readonly number[]) => losses[Math.floor(losses.length / 2)] ?? Number.NaN;
  /** The worst and the median. */
  const of = (way: Way) => {
    const losses = sorted(tabs.filter((tab) => tab.way === way));
    return `${way} ${losses.at(-1)?.toFixed(2)} (${middle(losses).toFixed(2)})`;
  };
  return {
    tabs: tabs.length,
    max: all.at(-1) ?? Number.NaN,
    median: middle(all),
    byWay: [...new Set(WAYS)].map(of).join(", "),
  };
}
