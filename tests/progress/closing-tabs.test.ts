import { afterAll, beforeAll, expect, it } from "vitest";

import { closeTabs, summary } from "./close-tabs.js";
import { openSchool, position, type School, startWatching } from "./watch-in-tabs.js";

let school: School;
beforeAll(async () => {
  school = await openSchool(20);
});
afterAll(() => school.close());

const TABS = 10;

it("a tab that is closed, left, reloaded or crashes loses ten seconds at most, and next to nothing unless it crashes", async () => {
  const tabs = await closeTabs(school, school.chapterIds.slice(0, TABS), { seed: 20, atOnce: 5, longestMs: 9_000 });
  const { max, byWay } = summary(tabs);
  expect(tabs).toHaveLength(TABS);
  expect(max, byWay).toBeLessThanOrEqual(10);
  const told = tabs.filter(({ way }) => way !== "crash");
  expect(Math.max(...told.map(({ lost }) => lost)), byWay).toBeLessThan(1.5);
}, 120_000);

it("a page that may store nothing still tells the server all when it is closed", async () => {
  const [chapterId = ""] = school.chapterIds.slice(TABS);
  const { token } = await school.site.testApp.asHostUser("anna");
  const page = await school.visit(chapterId, { token });
  await startWatching(page);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  const watched = await position(page);
  await page.close({ runBeforeUnload: false });
  await expect
    .poll(async () => (await school.recorded(chapterId)).seconds, { timeout: 5_000 })
    .toBeGreaterThan(watched - 0.6);
}, 60_000);
