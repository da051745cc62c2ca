import { afterAll, beforeAll, expect, it } from "vitest";

import { everythingSent, openSchool, position, type School, startWatching } from "./watch-in-tabs.js";

let school: School;
beforeAll(async () => {
  school = await openSchool(3);
});
afterAll(() => school.close());

const until = (page: Parameters<typeof position>[0], seconds: number) =>
  page.waitForFunction((wanted) => {
    const video = document.querySelector("chapter-player")?.shadowRoot?.querySelector("video");
    return (video?.currentTime ?? 0) >= wanted;
  }, seconds);

it("what is watched without a network reaches the server once when it is back, and lowers nothing", async () => {
  const [chapterId = ""] = school.chapterIds;
  const page = await school.visit(chapterId);
  const reports: string[] = [];
  page.on("requestfinished", (request) => {
    if (request.method() === "PUT" && request.url().includes("/progress")) reports.push(request.postData() ?? "");
  });
  await startWatching(page, 2);
  await until(page, 3);
  await page.context().setOffline(true);
  // The video has been loaded: it plays on. Each pause makes a report.
  for (const seconds of [6, 9, 12]) {
    await until(page, seconds);
    await page.evaluate(async () => {
      const video = document.querySelector("chapter-player")?.shadowRoot?.querySelector("video");
      video?.pause();
      await new Promise((paused) => setTimeout(paused, 100));
      await video?.play();
    });
  }
  await page.evaluate(() => document.querySelector("chapter-player")?.shadowRoot?.querySelector("video")?.pause());
  const watched = await position(page);
  await page.waitForTimeout(300);
  expect(reports, "nothing can have arrived").toEqual([]);
  expect((await school.recorded(chapterId)).rows).toBeLessThanOrEqual(1);

  await page.context().setOffline(false);
  await everythingSent(page);
  const { seconds, positionSeconds, rows } = await school.recorded(chapterId);
  expect(rows).toBe(1);
  expect(seconds).toBeGreaterThan(watched - 0.6);
  expect(positionSeconds).toBeCloseTo(watched, 0);
  expect(reports, "all that waited, in one").toHaveLength(1);

  // The same once more, as a browser may send it that never saw the answer; and older ones.
  const token = await page.evaluate(() => {
    const [key = ""] = Object.keys(localStorage);
    return (JSON.parse(localStorage.getItem(key) ?? "{}") as { token?: string }).token;
  });
  const again = (body: string) =>
    fetch(`${school.site.apiUrl}/v1/me/chapters/${chapterId}/progress`, {
      method: "PUT",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body,
    });
  for (const report of reports) expect((await again(report)).status).toBe(200);
  const older = JSON.stringify({ id: crypto.randomUUID(), ageSeconds: 3600, positionSeconds: 1, watched: [[0, 1]] });
  expect((await again(older)).status).toBe(200);
  const after = await school.recorded(chapterId);
  expect(after).toMatchObject({ positionSeconds, rows });
  expect(after.seconds).toBeGreaterThanOrEqual(seconds);
}, 60_000);

it("two tabs of one learner add up what each of them has shown", async () => {
  const [, chapterId = ""] = school.chapterIds;
  const first = await school.visit(chapterId);
  await startWatching(first);
  await until(first, 1.5);
  await first.evaluate(() => document.querySelector("chapter-player")?.shadowRoot?.querySelector("video")?.pause());
  await everythingSent(first);
  const second = await first.context().newPage();
  await second.goto(first.url());
  await startWatching(second);
  await second.evaluate(() => {
    const video = document.querySelector("chapter-player")?.shadowRoot?.querySelector("video");
    if (video) video.currentTime = 30;
  });
  await first.evaluate(() => document.querySelector("chapter-player")?.shadowRoot?.querySelector("video")?.play());
  await until(second, 33);
  const positions = [await position(first), await position(second)] as const;
  await Promise.all([first.close(), second.close()]);
  const wanted = positions[0] + (positions[1] - 30);
  await expect
    .poll(async () => (await school.recorded(chapterId)).seconds, { timeout: 5_000 })
    .toBeGreaterThan(wanted - 1.5);
  expect((await school.recorded(chapterId)).rows).toBe(1);
}, 60_000);

it("a chapter that is played to its end is completed once, in one of the tabs that play it", async () => {
  const [, , chapterId = ""] = school.chapterIds;
  const page = await school.visit(chapterId);
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of ["chapter-complete", "course-complete"]) document.addEventListener(type, () => heard.push(type));
  });
  await startWatching(page);
  await page.evaluate(() => {
    const video = document.querySelector("chapter-player")?.shadowRoot?.querySelector("video");
    if (video) video.currentTime = 58;
  });
  await page.waitForFunction(() => (window as unknown as { heard: string[] }).heard.length > 0);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(["chapter-complete"]);
  const row = await school.site.testApp.db.userProgress.findFirst({ where: { chapterId } });
  expect(row).toMatchObject({ isCompleted: true });
}, 60_000);
