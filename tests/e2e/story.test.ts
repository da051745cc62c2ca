import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { type RunningDemo, startDemo } from "./start-demo.js";

const LISTENING = "a64654b4-6856-5a53-94e4-dc3aaa0aed03";
const MAPS = "4a69f635-6847-5448-bebb-466aceead497";

/** The browser's own waiting, by which a step fails with a picture of what it waited for. */
const PATIENCE = 20_000;

let demo: RunningDemo;
let browser: Browser;
let visitor: BrowserContext;
let page: Page;
const complaints: string[] = [];

/** What a page of the site says that no page should: script errors, and breaches of its own security policy. */
function listen(tab: Page): Page {
  tab.setDefaultTimeout(PATIENCE);
  const complain = (text: string) => {
    if (tab.url().startsWith(demo.siteUrl)) complaints.push(`${tab.url()}: ${text}`);
  };
  tab.on("pageerror", (error) => complain(error.message));
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(message.text());
  });
  return tab;
}

/** Waits until the video that is playing in the player has come this far. */
async function watched(video: Locator, seconds: number): Promise<void> {
  await video.evaluate(
    (media: HTMLVideoElement, target) =>
      new Promise<void>((reached) => {
        const look = () => (media.currentTime >= target ? reached() : setTimeout(look, 50));
        look();
      }),
    seconds,
  );
}

/** Set SCREENSHOTS to a folder to see what the story looks like. */
async function picture(tab: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await tab.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const card = (tab: Page, courseId: string): Locator => tab.locator(`course-card[course-id="${courseId}"]`).first();
const heart = (within: Locator): Locator => within.getByRole("button", { name: /^Wishlist/ });
const player = (tab: Page): Locator => tab.locator("chapter-player");
const pageProgress = (tab: Page): Locator => tab.locator(".under progress-bar").getByRole("progressbar");
const pageButton = (tab: Page): Locator => tab.locator(".under buy-button");

async function pressed(button: Locator): Promise<void> {
  await button.and(button.page().locator("[aria-pressed=true]")).waitFor();
}

beforeAll(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
  visitor = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  page = listen(await visitor.newPage());
}, 120_000);

afterAll(async () => {
  await browser?.close();
  const status = await demo?.stop();
  expect(status, "the demo ends in peace").toBe(0);
}, 30_000);

describe("a visitor's story", { timeout: 90_000 }, () => {
  it("sees a row of course cards on a marketing page of another origin", async () => {
    await page.goto(demo.siteUrl);
    await card(page, MAPS).getByText("8 chapters").waitFor();
    const text = await card(page, MAPS).evaluate((element) => element.shadowRoot?.textContent ?? "");
    expect(text).toContain("Maps that tell the truth");
    expect(text).toContain("Data");
    expect(text).toContain("€39.00");
    expect(await page.locator("course-card").count()).toBe(7);
    const covers = page.locator("course-card img");
    await covers.first().waitFor();
    const painted = (image: Element) => (image as HTMLImageElement).decode().then(() => true);
    expect(await covers.first().evaluate(painted)).toBe(true);
    await picture(page, "1-cards");
  });

  it("hearts a course as a guest, reloads, and it is still hearted", async () => {
    const kept = page.waitForResponse((answer) => answer.url().includes("/v1/me/wishlist/") && answer.ok());
    await heart(card(page, MAPS)).click();
    await pressed(heart(card(page, MAPS)));
    await kept;
    await page.reload();
    await pressed(heart(card(page, MAPS)));
    await picture(page, "2-hearted");
  });

  it("plays a free chapter to its end, and every bar of the course moves, in another tab too", async () => {
    await card(page, LISTENING)
      .getByRole("button", { name: /Enrol for free/ })
      .click();
    await card(page, LISTENING)
      .getByRole("link", { name: /Continue/ })
      .waitFor();
    const secondTab = listen(await visitor.newPage());
    await secondTab.goto(demo.siteUrl);
    const elsewhere = card(secondTab, LISTENING).getByRole("progressbar");
    await elsewhere.waitFor();
    expect(await elsewhere.getAttribute("aria-valuenow")).toBe("0");

    await card(page, LISTENING)
      .getByRole("link", { name: /^Listening/ })
      .click();
    await player(page).getByRole("button", { name: /^Play/ }).click();
    await player(page).locator("video").waitFor();
    const completed = player(page).getByRole("button", { name: /, Completed/ });
    await completed.first().waitFor({ timeout: 40_000 });
    expect(Number(await pageProgress(page).getAttribute("aria-valuenow"))).toBeGreaterThan(0);
    await elsewhere.and(secondTab.locator('[aria-valuenow="1"]')).waitFor();
    await picture(page, "3-playing-on");
    await picture(secondTab, "3-second-tab");
    await secondTab.close();
  });

  it("comes back after a reload to where it stopped", async () => {
    // The next chapter plays by itself, after its countdown.
    await player(page).locator("[part=toolbar] .title", { hasText: "Left, right, near, far" }).waitFor();
    const video = player(page).locator("video");
    await video.waitFor();
    await watched(video, 2.5);
    const reported = page.waitForResponse((answer) => answer.url().endsWith("/progress") && answer.ok());
    await video.evaluate((media: HTMLVideoElement) => media.pause());
    await reported;
    await page.reload();
    const play = player(page).getByRole("button", { name: /Resume at 0:0[2-9]/ });
    await play.waitFor();
    await picture(page, "4-resume");
    await play.click();
    await video.waitFor();
    const first = await video.evaluate(
      (media: HTMLVideoElement) =>
        new Promise<number>((played) => {
          media.addEventListener("timeupdate", () => media.currentTime > 0 && played(media.currentTime));
        }),
    );
    expect(first).toBeGreaterThan(2);
  });

  it("finds a paid chapter locked, and is told why", async () => {
    await page.goto(`${demo.siteUrl}/courses/${MAPS}`);
    await player(page)
      .getByRole("button", { name: /^Choosing a projection/ })
      .click();
    await player(page).getByText("This chapter is part of the full course").waitFor();
    await player(page)
      .getByRole("button", { name: /€39.00/ })
      .waitFor();
    await picture(page, "5-locked");
  });

  it("is told when a card is declined, and can come back without having paid", async () => {
    await pageButton(page).getByRole("button").click();
    await page.waitForURL(`${demo.stripeUrl}/**`);
    await page
      .getByText(/stand-in/i)
      .first()
      .waitFor();
    await page.getByLabel("E-mail").fill("guest@example.com");
    await page.getByText("Card that is declined").click();
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("alert").waitFor();
    await picture(page, "6-declined");
    await page.getByRole("link", { name: "Back" }).click();
    await page.waitForURL(`${demo.siteUrl}/**`);
    await pageButton(page)
      .getByRole("button", { name: /Buy course/ })
      .waitFor();
  });

  it("pays, waits while the payment is confirmed, and then owns the course everywhere on the page", async () => {
    await pageButton(page).getByRole("button").click();
    await page.waitForURL(`${demo.stripeUrl}/**`);
    await page.getByLabel("E-mail").fill("guest@example.com");
    await page.getByText("Bank debit", { exact: false }).first().click();
    await picture(page, "7-checkout");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.waitForURL(`${demo.siteUrl}/**`);
    await pageButton(page).getByText("Confirming payment…").waitFor();
    await picture(page, "8-processing");
    await page.waitForURL(`${demo.siteUrl}/courses/${MAPS}`);

    await pageButton(page).getByText("You own this course").first().waitFor({ timeout: 40_000 });
    expect(
      await player(page)
        .getByRole("button", { name: /, Locked/ })
        .count(),
    ).toBe(0);
    await picture(page, "9-owned");
    await player(page)
      .getByRole("button", { name: /^Choosing a projection/ })
      .click();
    await player(page).getByRole("button", { name: /^Play/ }).click();
    await player(page).locator("video").waitFor();
    await page.goto(demo.siteUrl);
    await card(page, MAPS)
      .getByRole("link", { name: /Continue/ })
      .waitFor();
  });

  it("signs in on the host site, and has there what the guest had", async () => {
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("button", { name: /^Ada/ }).click();
    await page.getByText("Hello, Ada").waitFor();
    await card(page, MAPS)
      .getByRole("link", { name: /Continue/ })
      .waitFor();
    await pressed(heart(card(page, MAPS)));
    await card(page, LISTENING).getByRole("progressbar").and(page.locator('[aria-valuenow="1"]')).waitFor();
    await picture(page, "10-signed-in");
  });

  it("is nobody again after signing out, and another user has none of it", async () => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await card(page, MAPS)
      .getByRole("button", { name: /Buy course/ })
      .waitFor();
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("button", { name: /^Grace/ }).click();
    await page.getByText("Hello, Grace").waitFor();
    await card(page, MAPS)
      .getByRole("button", { name: /Buy course/ })
      .waitFor();
    expect(await heart(card(page, MAPS)).getAttribute("aria-pressed")).toBe("false");
  });

  it("has met no script error and no breach of the host page's security policy", () => {
    expect(complaints).toEqual([]);
  });
});
