import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";

import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { type RunningDemo, startDemo } from "./start-demo.js";

const MAPS = "4a69f635-6847-5448-bebb-466aceead497";
const STRIPE_JS = "https://js.stripe.com/**";

let demo: RunningDemo;
let browser: Browser;
let shop: Server;
let shopUrl: string;
const complaints: string[] = [];

/** A page under as strict a policy as one can pay on: nonces, Trusted Types, and what the README of the button asks for. */
function shopPage(): { policy: string; page: string } {
  const nonce = "c2hvcA";
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `connect-src ${demo.apiUrl}`,
    `img-src ${demo.apiUrl} data:`,
    // Stands for https://js.stripe.com, whose frames are the stand-in's here.
    `frame-src ${demo.stripeUrl}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html courselet-stripe",
  ].join("; ");
  const page = `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>Shop</title>
        <script type="module" nonce="${nonce}" src="${demo.apiUrl}/widgets/courselet.js" data-guests></script>
      </head>
      <body>
        <h1>Shop</h1>
        <buy-button course-id="${MAPS}" mode="embedded"></buy-button>
        <course-card course-id="${MAPS}"></course-card>
      </body>
    </html>`;
  return { policy, page };
}

beforeAll(async () => {
  shop = createServer((_, response) => {
    const { policy, page } = shopPage();
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(page);
  });
  await new Promise<void>((ready) => shop.listen(0, "127.0.0.1", ready));
  const address = shop.address();
  if (!address || typeof address !== "object") throw new Error("no port");
  shopUrl = `http://localhost:${address.port}`;
  demo = await startDemo({ ALLOWED_ORIGINS: shopUrl });
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  shop?.close();
  expect(await demo?.stop(), "the demo ends in peace").toBe(0);
}, 30_000);

/** A new visitor of the shop. Stripe's own address answers with the stand-in's script. */
async function visit(options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
  const page = await visitor.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // A declined card is an error of the frame, and no complaint of the page.
    if (message.type() === "error" && !message.location().url.startsWith(demo.stripeUrl)) {
      complaints.push(message.text());
    }
  });
  await page.route(STRIPE_JS, async (route) => {
    const script = await fetch(`${demo.stripeUrl}/stripe.js`);
    await route.fulfill({ contentType: "text/javascript", body: await script.text() });
  });
  await page.goto(shopUrl);
  return page;
}

const buyButton = (page: Page) => page.locator("buy-button[mode=embedded]").getByRole("button");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Payment" });
const form = (page: Page) => page.frameLocator("dialog iframe");

/** Set SCREENSHOTS to a folder to see what it looks like. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `embedded-${name}.png`) });
}

describe("paying without leaving the page", { timeout: 60_000 }, () => {
  it("opens over the page, keeps the focus, and gives it back when it is closed without paying", async () => {
    const page = await visit();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await buyButton(page).click();
    await form(page).getByRole("button", { name: /^Pay/ }).waitFor();
    expect(asked).toContain("https://js.stripe.com/endive/stripe.js");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Close");
    await picture(page, "light");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe("buy-button");
    expect(await buyButton(page).getAttribute("aria-disabled")).toBe("false");
    expect(await buyButton(page).innerText()).toContain("€39.00");

    const first = asked.find((url) => url.includes("/c/embedded/"));
    asked.length = 0;
    await buyButton(page).click();
    await form(page).getByRole("button", { name: /^Pay/ }).waitFor();
    expect(asked.find((url) => url.includes("/c/embedded/"))).toBe(first);
    expect(await page.locator("dialog iframe").count()).toBe(1);
    await page.getByRole("button", { name: "Close" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.context().close();
  });

  it("is owned everywhere on the page after paying, without a navigation", async () => {
    const page = await visit();
    await page.evaluate(() => {
      document.addEventListener("purchase-complete", () => (document.title = "Sold"));
    });
    await buyButton(page).click();
    await form(page).getByLabel("E-mail").fill("guest@example.com");
    await form(page).getByText("Card that is declined").click();
    await form(page).getByRole("button", { name: /^Pay/ }).click();
    await form(page).getByRole("alert").waitFor();
    await form(page).getByText("paid at once").click();
    await form(page).getByRole("button", { name: /^Pay/ }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.locator("buy-button[mode=embedded]").getByText("Confirming payment…").waitFor();
    await page.locator("buy-button[mode=embedded]").getByText("You own this course").first().waitFor();
    await page.locator("course-card").getByText("You own this course").first().waitFor();
    // The title would be gone with the page.
    expect(await page.title()).toBe("Sold");
    expect(page.url()).toBe(`${shopUrl}/`);
    await page.context().close();
  });

  it("closes when the button is taken away", async () => {
    const page = await visit();
    await buyButton(page).click();
    await form(page).getByRole("button", { name: /^Pay/ }).waitFor();
    await page.evaluate(() => document.querySelector("buy-button")?.remove());
    await dialog(page).waitFor({ state: "detached" });
    await page.context().close();
  });

  it("fits a phone, in the dark", async () => {
    const page = await visit({ viewport: { width: 320, height: 640 }, colorScheme: "dark" });
    await buyButton(page).click();
    await form(page).getByRole("button", { name: /^Pay/ }).waitFor();
    const { x, width } = (await dialog(page).boundingBox()) ?? { x: -1, width: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(320);
    expect(await dialog(page).evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await picture(page, "dark-narrow");
    await page.context().close();
  });

  it("has met no script error and no breach of the page's security policy", () => {
    expect(complaints).toEqual([]);
  });

  it("says so when Stripe's script does not come, and works when it comes later", async () => {
    const page = await visit();
    await page.route(STRIPE_JS, (route) => route.abort(), { times: 1 });
    const codes = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener("purchase-error", (event) => resolve((event as Event & { code: string }).code)),
        ),
    );
    await buyButton(page).click();
    await page.getByText("The payment form could not be loaded. Nothing was charged.").first().waitFor();
    expect(await codes).toBe("payment_form_unavailable");
    await dialog(page).waitFor({ state: "detached" });
    await buyButton(page).click();
    await form(page).getByRole("button", { name: /^Pay/ }).waitFor();
    await page.context().close();
  });
});
