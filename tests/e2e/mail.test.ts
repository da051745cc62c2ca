import { join } from "node:path";

import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { type RunningDemo, startDemo } from "./start-demo.js";

const MAPS = "4a69f635-6847-5448-bebb-466aceead497";
const PATIENCE = 30_000;

let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  expect(await demo?.stop(), "the demo ends in peace").toBe(0);
}, 30_000);

/** A browser of its own: nothing is kept from another one. */
async function device(): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Opens the newest mail with these words in its subject, which comes a moment after what it tells of. */
async function openMail(page: Page, subject: RegExp): Promise<Locator> {
  const mail = page.getByRole("link", { name: subject }).first();
  await page.goto(`${demo.siteUrl}/mail`);
  for (let looks = 0; looks < 40 && (await mail.count()) === 0; looks += 1) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  await mail.click();
  return page.locator(".mail");
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

it(
  "a guest pays on one device, and opens the course on another by what is mailed to them",
  { timeout: 150_000 },
  async () => {
    const buy = (page: Page) => page.locator(".under buy-button");
    const laptop = await device();
    await laptop.goto(`${demo.siteUrl}/courses/${MAPS}`);
    await buy(laptop)
      .getByRole("button", { name: /Buy course/ })
      .click();
    await laptop.getByLabel("E-mail").fill("guest@example.com");
    await laptop.getByRole("button", { name: /^Pay/ }).click();
    await buy(laptop).getByText("You own this course").first().waitFor();
    await laptop.getByRole("link", { name: "Mail this demo sent" }).click();
    await picture(laptop, "mail-1-list");

    const phone = await device();
    const receipt = await openMail(phone, /receipt/);
    await receipt.getByText("€39.00, paid on").waitFor();
    await picture(phone, "mail-2-receipt");
    await receipt.getByRole("link", { name: /\/restore\?/ }).click();
    await phone.getByLabel("E-mail address").fill("Guest@example.com");
    await picture(phone, "mail-3-form");
    await phone.getByRole("button", { name: "Mail me a link" }).click();
    await phone.getByText("If something was bought with this address").waitFor();

    const link = (await openMail(phone, /link to your courses/)).getByRole("link", { name: /courselet_restore=/ });
    await picture(phone, "mail-4-link");
    const address = (await link.getAttribute("href")) ?? "";
    await link.click();
    await buy(phone).getByText("You own this course").first().waitFor();
    await phone.waitForURL((url) => !url.search.includes("courselet_restore"));
    await picture(phone, "mail-5-restored");

    const stranger = await device();
    await stranger.goto(address);
    await buy(stranger)
      .getByRole("button", { name: /Buy course/ })
      .waitFor();
    await stranger.waitForURL((url) => !url.search.includes("courselet_restore"));
  },
);
