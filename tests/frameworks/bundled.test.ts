import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { type OpenPage, openSite, type Site } from "../widgets-page/open-site.js";
import { bundlePage } from "./bundle-page.js";

let site: Site;
let courseIds: string[];
beforeAll(async () => {
  site = await openSite();
  const titles = ["Ash", "Beech", "Cedar"];
  const made = await Promise.all(titles.map((title) => makeCourse(site.testApp.db, { title })));
  courseIds = made.map(({ courseId }) => courseId);
});
afterAll(() => site.close());

async function openShop(name: string): Promise<OpenPage> {
  const code = await bundlePage(name);
  const start = `import { start } from "/page.js"; start(${JSON.stringify({ apiUrl: site.apiUrl, courseIds })});`;
  const opened = await site.open(`<!doctype html><body><script type="module">${start}</script>`, {
    files: { "/page.js": code },
  });
  await opened.page.getByRole("heading", { name: "Cedar" }).waitFor();
  return opened;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const titles = (page: Page): Promise<string[]> => page.getByRole("heading").allInnerTexts();
const pressed = (page: Page): Promise<string> => page.locator("output").innerText();

describe.each([
  ["React 19, plain tags", "react.tsx"],
  ["React 19, generated components", "react-components.tsx"],
  ["Vue 3", "vue.ts"],
  ["Svelte 5", "svelte.ts"],
  ["Angular 22", "angular.ts"],
])("%s", (_, file) => {
  it("sets properties, at first and later", async () => {
    const { page, complaints } = await openShop(file);
    const bar = page.getByRole("progressbar", { name: "Steps" });
    expect(await bar.getAttribute("aria-valuenow")).toBe("1");
    await press(page, "Advance");
    await expect.poll(() => bar.getAttribute("aria-valuenow")).toBe("2");
    expect(await page.getByRole("heading", { level: 2 }).count()).toBe(3);
    expect(await page.locator("course-card").first().getByText("chapters").first().isVisible()).toBe(true);
    await press(page, "Compact");
    await page.locator("main[data-layout=compact]").waitFor();
    await expect.poll(() => page.locator("course-card .base.compact").count()).toBe(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("hears each event once, also after many renderings", async () => {
    const { page } = await openShop(file);
    for (let times = 0; times < 20; times++) await press(page, "Advance");
    await page.locator("section > wishlist-button").first().getByRole("button").click();
    await expect.poll(() => pressed(page)).toBe("1");
    await page.locator("section > wishlist-button").nth(2).getByRole("button").click();
    await expect.poll(() => pressed(page)).toBe("2");
    await page.context().close();
  });

  it("moves, drops and adds elements that keep what they show and ask for nothing again", async () => {
    const { page, requests, complaints } = await openShop(file);
    const asked = requests(/^\/v1\//).length;
    await page
      .locator("course-card")
      .first()
      .evaluate((card) => card.setAttribute("data-kept", "yes"));
    await press(page, "Turn around");
    await expect.poll(() => titles(page)).toEqual(["Cedar", "Beech", "Ash"]);
    expect(await page.locator("course-card").last().getAttribute("data-kept")).toBe("yes");
    await press(page, "Drop the first");
    await expect.poll(() => titles(page)).toEqual(["Beech", "Ash"]);
    await press(page, "All");
    await expect.poll(() => titles(page)).toEqual(["Ash", "Beech", "Cedar"]);
    expect(requests(/^\/v1\//)).toHaveLength(asked);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
