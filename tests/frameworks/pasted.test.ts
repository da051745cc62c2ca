import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { openSite, type Site } from "../widgets-page/open-site.js";

const library = (path: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url)), "utf8");

let site: Site;
let script: string;
let ash: string;
let beech: string;
beforeAll(async () => {
  site = await openSite();
  script = `<script type="module" src="${site.apiUrl}/widgets/courselet.js" data-guests></script>`;
  ({ courseId: ash } = await makeCourse(site.testApp.db, { title: "Ash" }));
  ({ courseId: beech } = await makeCourse(site.testApp.db, { title: "Beech" }));
});
afterAll(() => site.close());

const card = (id: string, more = ""): string =>
  `<course-card course-id="${id}" ${more}><a href="/courses/${id}">A course</a></course-card>`;
const heading = (page: Page, name: string): Promise<void> => page.getByRole("heading", { name }).waitFor();
const heart = (id: string): string => `<wishlist-button course-id="${id}" variant="label"></wishlist-button>`;

describe("htmx", () => {
  it("swaps elements in and out, and one that is kept is not drawn anew", async () => {
    const { page, complaints, requests } = await site.open(
      `<!doctype html><head><script src="/htmx.js"></script>${script}</head><body>
        <button hx-get="/more" hx-target="#list" hx-swap="beforeend">More</button>
        <button hx-get="/other" hx-target="#list" hx-swap="innerHTML">Other</button>
        <div id="list">${card(ash)}</div>`,
      {
        files: {
          "/htmx.js": await library("htmx.org/dist/htmx.min.js"),
          "/more": card(beech) + heart(beech),
          "/other": card(beech),
        },
      },
    );
    await heading(page, "Ash");
    await page.locator("course-card").evaluate((element) => element.setAttribute("data-kept", "yes"));
    await page.getByRole("button", { name: "More" }).click();
    await heading(page, "Beech");
    expect(await page.locator("course-card").first().getAttribute("data-kept")).toBe("yes");
    expect(requests(/^\/v1\/courses/)).toHaveLength(2);
    await page.getByRole("button", { name: "Other" }).click();
    await expect.poll(() => page.getByRole("heading").allInnerTexts()).toEqual(["Beech"]);
    expect(requests(/^\/v1\/courses/)).toHaveLength(2);
    expect(complaints).toEqual([]);
  });
});

describe("Turbo", () => {
  const turboPage = (title: string, body: string): string =>
    `<!doctype html><html lang="en"><head><title>${title}</title><script type="module" src="/turbo.js"></script>${script}</head>
      <body><nav><a href="/">One</a> <a href="/two">Two</a></nav>${body}</body></html>`;

  it("visits a page and comes back to a cached copy that lives, with the code loaded once", async () => {
    const { page, complaints, requests } = await site.open(turboPage("One", card(ash) + heart(ash)), {
      files: {
        "/turbo.js": await library("@hotwired/turbo/dist/turbo.es2017-esm.js"),
        "/two": turboPage("Two", card(beech)),
      },
    });
    await heading(page, "Ash");
    await page.evaluate(() => document.documentElement.setAttribute("data-first-load", ""));
    await page.getByRole("link", { name: "Two" }).click();
    await heading(page, "Beech");
    await page.goBack();
    await heading(page, "Ash");
    // The snapshot that Turbo kept is a clone: its heart has to work, and only once for each press.
    const button = page.locator("body > wishlist-button").getByRole("button");
    await button.click();
    await expect.poll(() => button.getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => requests(/^\/v1\/me\/wishlist/)).toHaveLength(1);
    expect(await page.locator("html[data-first-load]").count()).toBe(1);
    expect(requests(/^\/widgets\/courselet\.js/)).toHaveLength(1);
    expect(new Set(requests(/^\/widgets\//)).size).toBe(requests(/^\/widgets\//).length);
    expect(complaints).toEqual([]);
  });

  it("fills a frame", async () => {
    const { page, complaints } = await site.open(
      turboPage("One", `<turbo-frame id="course"><a href="/frame">Show</a></turbo-frame>`),
      {
        files: {
          "/turbo.js": await library("@hotwired/turbo/dist/turbo.es2017-esm.js"),
          "/frame": turboPage("Frame", `<turbo-frame id="course">${card(beech)}</turbo-frame>`),
        },
      },
    );
    await page.getByRole("link", { name: "Show" }).click();
    await heading(page, "Beech");
    expect(complaints).toEqual([]);
  });
});
