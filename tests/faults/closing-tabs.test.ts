import { afterAll, beforeAll, expect, it } from "vitest";

import { closeTabs, summary } from "../progress/close-tabs.js";
import { openSchool, type School } from "../progress/watch-in-tabs.js";

let school: School;
beforeAll(async () => {
  school = await openSchool(100);
});
afterAll(() => school.close());

it("a hundred tabs closed at random moments lose ten seconds each at most", async () => {
  const tabs = await closeTabs(school, school.chapterIds, { seed: 100, atOnce: 8, longestMs: 14_000 });
  const measured = summary(tabs);
  console.info(`closed tabs: ${JSON.stringify(measured)}`);
  expect(measured.tabs).toBe(100);
  expect(measured.max).toBeLessThanOrEqual(10);
}, 900_000);
