import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { type RunningDemo, startDemo } from "./start-demo.js";

const MAPS = "4a69f635-6847-5448-bebb-466aceead497";

let demo: RunningDemo;
let browser: Browser;
let visitor: BrowserContext;
let page: Page;

const player = (tab: Page): Locator => tab.locator("chapter-player");
const buyButton = (tab: Page): Locator => tab.locator(".under buy-button").getByRole("button");
const stageButton = (tab: Page): Locator => player(tab).locator("buy-button").getByRole("button");
const card = (tab: Page): Locator => tab.locator(`course-card[course-id="${MAPS}"]`).first();
const openSessions = async (): Promise<number> =>
  (await (await fetch(demo.stripeUrl)).text()).split('href="/c/pay/').length - 1;

/** The course's page, at a chapter that has to be paid for: a button below the player, and one in it. */
async function openCourse(tab: Page): Promise<void> {
  await tab.goto(`${demo.siteUrl}/courses/${MAPS}`);
  await player(tab)
    .getByRole("button", { name: /^Choosing a projection/ })
    .click();
  await stageButton(tab).waitFor();
}

async function goToPay(tab: Page): Promise<void> {
  await buyButton(tab).click();
  await tab.waitForURL(`${demo.stripeUrl}/**`);
}

/** Pays on the payment page and comes back. */
async function payBy(tab: Page, method: string): Promise<void> {
  await tab.getByLabel("E-mail").fill("guest@example.com");
  await tab.locator(`input[type=radio][value=${method}]`).check();
  await tab.getByRole("button", { name: /^Pay/ }).click();
  await tab.waitForURL(`${demo.siteUrl}/**`);
}

const idle = (tab: Page): Promise<void> =>
  buyButton(tab)
    .and(tab.getByRole("button", { name: /Buy course/ }))
    .waitFor();
const confirming = (tab: Page): Promise<void> =>
  tab.locator(".under buy-button").getByText("Confirming payment…").waitFor();
const owned = (tab: Page): Promise<void> =>
  tab.locator(".under buy-button").getByText("You own this course").first().waitFor();
const saidToHaveFailed = (tab: Page): Promise<void> =>
  tab.locator(".under buy-button").getByText("The payment did not go through. Nothing was charged.").waitFor();

/** Sees to it that no file of this name arrives before the returned function is called. */
async function hold(tab: Page, file: RegExp): Promise<() => void> {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await tab.route(file, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

beforeAll(async () => {
  demo = await startDemo({ DEMO_WEBHOOK_DELAY_MS: "300" });
  // Playwright turns the back/forward cache off; visitors have it.
  browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: launchArguments,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
}, 30_000);

beforeEach(async () => {
  visitor = await browser.newContext({ locale: "en-GB" });
  visitor.setDefaultTimeout(10_000);
  page = await visitor.newPage();
});

afterEach(() => visitor.close());

describe("a payment, as the page shows it", { timeout: 30_000 }, () => {
  it("is busy at once on every button, and presses open one checkout", async () => {
    const before = await openSessions();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/checkout")) asked.push(request.url());
    });
    await openCourse(page);
    const release = await hold(page, /purchase-course|learner-side/);
    await buyButton(page).dblclick();
    await stageButton(page).dispatchEvent("click");
    for (const button of [buyButton(page), stageButton(page)]) {
      await button.getByText("Opening checkout…").waitFor();
      expect(await button.getAttribute("aria-disabled")).toBe("true");
    }
    release();
    await page.waitForURL(`${demo.stripeUrl}/**`);
    expect(asked).toHaveLength(1);
    expect((await openSessions()) - before).toBe(1);
  });

  it("is idle again after the Back button and after the link back, and works", async () => {
    await openCourse(page);
    await page.evaluate(() => document.documentElement.setAttribute("data-left", ""));
    await goToPay(page);
    await page.goBack({ waitUntil: "commit" });
    await idle(page);
    // Out of the back/forward cache: this is the page that was left, not a new one.
    expect(await page.locator("html[data-left]").count()).toBe(1);
    await goToPay(page);
    await page.getByRole("link", { name: "Back" }).click();
    await page.waitForURL(`${demo.siteUrl}/**`);
    await idle(page);
    // As a browser without a back/forward cache.
    await page.reload();
    await idle(page);
    await goToPay(page);
  });

  it("says that it did not work when the code that buys cannot be loaded, and works later", async () => {
    await openCourse(page);
    await page.route(/learner-side/, (route) => route.abort());
    await buyButton(page).click();
    await page.locator(".under buy-button").getByText("There is no connection. Nothing was charged.").waitFor();
    await idle(page);
    await page.unroute(/learner-side/);
    await page.reload();
    await goToPay(page);
  });

  it("is being confirmed after a reload and in another tab, until the course is owned in all of them", async () => {
    await openCourse(page);
    const watching = await visitor.newPage();
    await watching.goto(demo.siteUrl);
    await card(watching)
      .getByRole("button", { name: /Buy course/ })
      .waitFor();
    await goToPay(page);
    await payBy(page, "bank_debit");
    await confirming(page);
    await page.reload();
    await confirming(page);
    const other = await visitor.newPage();
    await openCourse(other);
    await confirming(other);
    await stageButton(other).getByText("Confirming payment…").waitFor();
    await player(other).getByText("Your payment is being confirmed.", { exact: false }).waitFor();
    const cards = await visitor.newPage();
    await cards.goto(demo.siteUrl);
    await card(cards).getByText("Confirming payment…").waitFor();
    expect(await card(cards).locator("[part=price]").count()).toBe(0);
    await Promise.all([owned(page), owned(other)]);
    for (const tab of [cards, watching])
      await card(tab)
        .getByRole("link", { name: /Continue/ })
        .waitFor();
  });

  it("becomes owned by the server's word alone, without the tab that paid", async () => {
    await openCourse(page);
    await goToPay(page);
    await payBy(page, "bank_debit");
    await confirming(page);
    await openCourse(page);
    await confirming(page);
    expect(new URL(page.url()).search).toBe("");
    await owned(page);
  });

  it("is said to take long when it does", async () => {
    await page.clock.install();
    await openCourse(page);
    await goToPay(page);
    await payBy(page, "bank_debit");
    await confirming(page);
    const late = page.locator(".under buy-button").getByText("Your payment takes longer than usual", { exact: false });
    await expect
      .poll(async () => page.clock.fastForward(10_000).then(() => late.isVisible()), { interval: 100, timeout: 3500 })
      .toBe(true);
  });

  it("says why it failed, after a reload too, and can be tried again", async () => {
    await openCourse(page);
    await goToPay(page);
    await payBy(page, "bank_debit_that_fails");
    await confirming(page);
    const other = await visitor.newPage();
    await openCourse(other);
    await confirming(other);
    await page.reload();
    await Promise.all([saidToHaveFailed(page), saidToHaveFailed(other)]);
    await page.reload();
    await saidToHaveFailed(page);
    await idle(page);
    await goToPay(page);
    await payBy(page, "card");
    await owned(page);
    await owned(other);
  });
});
