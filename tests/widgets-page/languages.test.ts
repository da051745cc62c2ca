import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { openSite, type Site } from "./open-site.js";

let site: Site;
let script: string;
let cards: string;
beforeAll(async () => {
  site = await openSite();
  script = `<script type="module" src="${site.apiUrl}/widgets/courselet.js" data-guests></script>`;
  const { courseId } = await makeCourse(site.testApp.db, { title: "Rust for humans" });
  cards = `<course-card course-id="${courseId}"></course-card>`.repeat(5);
});
afterAll(() => site.close());

const words = /^\/widgets\/messages-/;

describe("the words of a page", () => {
  it("are none but its own, asked for once", async () => {
    const { page, requests, complaints } = await site.open(`<!doctype html><html lang="de-AT">${script}${cards}`);
    await page
      .getByRole("button", { name: /^Kurs kaufen/ })
      .first()
      .waitFor();
    expect(requests(words)).toEqual([expect.stringMatching(/^\/widgets\/messages-de-[\da-f]{8}\.js$/)]);
    expect(complaints).toEqual([]);
  });

  it("come along for nothing where it speaks English, or what has no words", async () => {
    for (const language of ["en-GB", "nl"]) {
      const { page, requests } = await site.open(`<!doctype html><html lang="${language}">${script}${cards}`);
      await page
        .getByRole("button", { name: /^Buy course/ })
        .first()
        .waitFor();
      expect(requests(words)).toEqual([]);
    }
  });

  it("are asked for when the page comes to speak another language", async () => {
    const { page, requests } = await site.open(`<!doctype html><html lang="en">${script}${cards}`);
    await page
      .getByRole("button", { name: /^Buy course/ })
      .first()
      .waitFor();
    await page.evaluate(() => (document.documentElement.lang = "fr"));
    await page
      .getByRole("button", { name: /^Acheter le cours/ })
      .first()
      .waitFor();
    await page.evaluate(() => (document.documentElement.lang = "de"));
    await page
      .getByRole("button", { name: /^Kurs kaufen/ })
      .first()
      .waitFor();
    await page.evaluate(() => (document.documentElement.lang = "fr"));
    await page
      .getByRole("button", { name: /^Acheter le cours/ })
      .first()
      .waitFor();
    expect(requests(words)).toHaveLength(2);
  });

  it("are English when they do not arrive, and are asked for again when there is a network", async () => {
    const { page } = await site.open(`<!doctype html><html lang="en">`);
    await page.route(/messages-/, (route) => route.abort());
    await page.setContent(`<html lang="fr">${script}${cards}`);
    await page
      .getByRole("button", { name: /^Buy course/ })
      .first()
      .waitFor();
    await page.unrouteAll();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    const button = page.getByRole("button", { name: /^Acheter le cours/ }).first();
    await button.waitFor();
    expect(await button.isVisible()).toBe(true);
  });

  it("are waited for by what was loaded, but not for long", async () => {
    const { page } = await site.open(`<!doctype html><html lang="en">`);
    let arrive = (): void => {};
    const late = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/messages-/, async (route) => {
      await late;
      await route.continue();
    });
    await page.setContent(`<html lang="es">${script}${cards}`);
    const busy = page.locator("article[aria-busy=true]");
    await busy.first().waitFor();
    await page
      .getByRole("button", { name: /^Buy course/ })
      .first()
      .waitFor();
    arrive();
    const button = page.getByRole("button", { name: /^Comprar curso/ }).first();
    await button.waitFor();
    expect(await button.isVisible()).toBe(true);
  });
});
