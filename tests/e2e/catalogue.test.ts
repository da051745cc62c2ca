import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { type RunningDemo, startDemo } from "./start-demo.js";

/** A busy machine may take its time. */
const SOON = { timeout: 20_000 };

let demo: RunningDemo;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...launchArguments] });
  page = await browser.newPage({ viewport: { width: 1100, height: 900 }, reducedMotion: "reduce" });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const catalogue = () => page.locator("#catalogue");
const titles = () => catalogue().locator("course-card .heading").allTextContents();

describe("the catalogue of a site with a strict policy", () => {
  it("lists every course, and asks for them once", async () => {
    const lists: string[] = [];
    page.on("request", (request) => {
      if (request.url().startsWith(`${demo.apiUrl}/v1/courses?`)) lists.push(request.url());
    });
    await page.goto(`${demo.siteUrl}/catalogue`);
    await expect.poll(async () => (await titles()).filter(Boolean).length, SOON).toBe(6);
    // The card below, which is in the list too, asked before the list was there, or did not have to ask.
    expect(lists.filter((url) => !url.includes("ids="))).toEqual([`${demo.apiUrl}/v1/courses?limit=12`]);
  });

  it("finds a course in any script, and has the search in its address", async () => {
    await catalogue().getByRole("searchbox").fill("الخط");
    await expect.poll(async () => (await titles()).length, SOON).toBe(1);
    await expect.poll(() => new URL(page.url()).searchParams.get("query"), SOON).toBe("الخط");
    await page.reload();
    await expect.poll(async () => (await titles()).length, SOON).toBe(1);
    expect(await catalogue().getByRole("searchbox").inputValue()).toBe("الخط");
  });

  it("takes back what finds nothing", async () => {
    await catalogue().getByRole("searchbox").fill("alchemy");
    await catalogue().getByRole("button", { name: "Clear search and filters" }).click();
    await expect.poll(async () => (await titles()).length, SOON).toBe(6);
    expect(new URL(page.url()).search).toBe("");
  });

  it("narrows by price and category", async () => {
    await catalogue().getByLabel("Price").selectOption("free");
    await expect.poll(titles, SOON).toEqual([expect.stringContaining("Listening like a producer")]);
    await catalogue().getByLabel("Price").selectOption("");
    await expect.poll(async () => (await titles()).length, SOON).toBe(6);
  });

  it("shows a guest's own lists", async () => {
    await page.getByText("Press a heart to keep a course in mind.").waitFor();
    const kept = page.waitForResponse((response) => response.request().method() === "PUT");
    await catalogue()
      .getByRole("button", { name: /^Wishlist/ })
      .first()
      .click();
    await kept;
    await page.reload();
    const wishes = page.locator("course-list[source=wishlisted]");
    await expect.poll(() => wishes.locator("course-card .heading").count(), SOON).toBe(1);
  });

  it("leads from a chapter to the course, and breaks no rule of the site", async () => {
    await page.locator("chapter-list").getByRole("button").first().click();
    await page.waitForURL(/\/courses\//);
    expect(complaints).toEqual([]);
  });
});
