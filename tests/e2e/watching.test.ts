import { readFileSync } from "node:fs";

import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { type RunningDemo, startDemo } from "./start-demo.js";

let demo: RunningDemo;
let browser: Browser;
let visitor: BrowserContext;

const player = (tab: Page) => tab.locator("chapter-player");
const LIGHT = "/courses/92a2e73d-e18b-566e-a7b3-b7e317b6f7c6";

/** Where the next video begins that begins to play in this tab. */
function nextStart(tab: Page): Promise<{ title: string; seconds: number }> {
  return tab.evaluate(
    () =>
      new Promise((begun) => {
        const look = ({ target }: Event): void => {
          const root = (target as Element).shadowRoot;
          const title = root?.querySelector("[part=toolbar] .title")?.textContent.trim() ?? "";
          begun({ title, seconds: root?.querySelector("video")?.currentTime ?? 0 });
        };
        document.addEventListener("chapter-start", look, { once: true });
      }),
  );
}

async function open(path: string): Promise<Page> {
  const tab = await visitor.newPage();
  tab.setDefaultTimeout(20_000);
  await tab.goto(demo.siteUrl + path);
  await player(tab).getByRole("button", { name: /^Play/ }).waitFor();
  return tab;
}

beforeAll(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
  visitor = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  const status = await demo?.stop();
  expect(status, demo?.output()).toBe(0);
}, 30_000);

describe("somebody who watches on the demo's pages", { timeout: 120_000 }, () => {
  it("tastes a chapter, buys the course in another tab, and it plays on in this one", async () => {
    const watching = await open(LIGHT);
    await player(watching)
      .getByRole("button", { name: /^Where shadows point/ })
      .click();
    await player(watching).getByRole("button", { name: "Watch the first 5 seconds" }).click();
    await player(watching).getByText("Buy to go on from 0:05").waitFor();

    const playsOn = nextStart(watching);
    const buying = await open(LIGHT);
    await buying.locator(".under buy-button").getByRole("button").click();
    await buying.waitForURL(`${demo.stripeUrl}/**`);
    await buying.getByLabel("E-mail").fill("guest@example.com");
    await buying.getByRole("button", { name: /^Pay/ }).click();
    await buying.locator(".under buy-button").getByText("You own this course").first().waitFor({ timeout: 40_000 });

    const { title, seconds } = await playsOn;
    expect(title).toBe("Where shadows point");
    expect(seconds).toBeGreaterThanOrEqual(4.9);
    expect(seconds).toBeLessThan(6);
    await buying.close();
    await watching.close();
  });

  it("downloads a file of a course that is theirs, by its readable name", async () => {
    const tab = await open(LIGHT);
    const [download] = await Promise.all([
      tab.waitForEvent("download"),
      player(tab)
        .getByRole("button", { name: /^Field card/ })
        .click(),
    ]);
    expect(download.suggestedFilename()).toBe("Field card – eight kinds of light.pdf");
    const original = readFileSync(new URL("../../demo/content/attachments/light-field-card.pdf", import.meta.url));
    expect(readFileSync(await download.path()).equals(original)).toBe(true);
    expect(tab.url()).toBe(demo.siteUrl + LIGHT);
    await tab.close();
  });

  it("takes back what may be kept, and nothing is kept; the page remembers that", async () => {
    const tab = await open(LIGHT);
    const kept = () => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("courselet:")));
    expect(await kept()).toHaveLength(1);
    await tab.getByLabel("What may be kept and counted").selectOption("Nothing");
    expect(await kept()).toEqual([]);
    await tab.reload();
    await player(tab).getByRole("button", { name: /^Play/ }).waitFor();
    expect(await tab.getByLabel("What may be kept and counted").inputValue()).toBe("none");
    expect(await kept()).toEqual([]);
    await tab.close();
  });
});
