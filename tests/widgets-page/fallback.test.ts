import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { openSite, type Site } from "./open-site.js";

const tags = [
  "course-card",
  "chapter-player",
  "chapter-list",
  "course-list",
  "buy-button",
  "wishlist-button",
  "progress-bar",
];
const nobody = "00000000-0000-4000-8000-000000000000";
const pageWith = (script: string) =>
  `<!doctype html><html lang="en"><title>A page</title>
  ${tags.map((tag) => `<${tag} course-id="${nobody}"><a href="/${tag}">Inside of ${tag}</a></${tag}>`).join("\n")}
  ${script}</html>`;

/** Tags that show their content when the course does not exist. A heart, a bar or a button of no course is none. */
const withContent = ["course-card", "chapter-player", "chapter-list"];

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

describe("what a page's author wrote into a tag", () => {
  it("is there with JavaScript off", async () => {
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.setContent(pageWith(`<script type="module" src="${site.apiUrl}/widgets/courselet.js"></script>`));
    for (const tag of tags) expect(await page.getByText(`Inside of ${tag}`).isVisible()).toBe(true);
    await browser.close();
  });

  it("is there before the code is, and where it never comes", async () => {
    const { page } = await site.open(pageWith(`<script type="module" src="http://127.0.0.1:9/courselet.js"></script>`));
    for (const tag of tags) expect(await page.getByText(`Inside of ${tag}`).isVisible()).toBe(true);
  });

  it("stays when the course does not exist, with one warning for each tag", async () => {
    const { page, complaints } = await site.open(
      pageWith(`<script type="module" src="${site.apiUrl}/widgets/courselet.js"></script>`),
    );
    await page.waitForFunction(
      (all) => all.every((tag) => document.querySelector(tag)?.shadowRoot?.querySelector("slot:not([name])")),
      withContent,
    );
    for (const tag of withContent) {
      expect(await page.getByText(`Inside of ${tag}`).isVisible()).toBe(true);
      expect(complaints.filter((complaint) => complaint.includes(`<${tag}>`))).toHaveLength(1);
    }
  });
});
