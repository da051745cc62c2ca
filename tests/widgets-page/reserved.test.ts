import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { openSite, type Site } from "./open-site.js";

let site: Site;
let courseId: string;
beforeAll(async () => {
  site = await openSite();
  ({ courseId } = await makeCourse(site.testApp.db, {
    title: "A title that needs both of the two lines that a title of a course may take",
    description:
      "What the course is about, in a sentence that is long enough for two lines of a narrow card, and more.",
    category: "Programming",
  }));
});
afterAll(() => site.close());

const styled = (): string => `<link rel="stylesheet" href="${site.apiUrl}/widgets/courselet.css">`;

describe("the style sheet of the elements", () => {
  it.each([
    ["", 280, 16],
    ["", 320, 16],
    ["", 400, 20],
    ['hide="category"', 300, 16],
    ['hide="category description"', 300, 16],
    ['layout="compact"', 360, 16],
  ])(
    "gives a card %s of %i px in type of %i px its height before its code is there",
    async (attributes, width, type) => {
      const { page } = await site.open(
        `<!doctype html><html lang="en">${styled()}<body style="font: ${type}px/1.2 sans-serif">
        <div style="width: ${width}px"><course-card ${attributes} course-id="${courseId}">
          <a href="/a">A course</a> <p>More than one line.</p></course-card></div>`,
      );
      const height = (): Promise<number> =>
        page.locator("course-card").evaluate((card) => card.getBoundingClientRect().height);
      const before = await height();
      await page.evaluate((src) => {
        const script = Object.assign(document.createElement("script"), { type: "module", src });
        script.dataset["guests"] = "";
        document.head.append(script);
      }, `${site.apiUrl}/widgets/courselet.js`);
      await page.locator("course-card [part=title]").waitFor();
      await page.locator("course-card [aria-busy=false]").waitFor();
      expect(Math.abs((await height()) - before)).toBeLessThan(1);
      await page.context().close();
    },
  );

  it("keeps a page of a hundred cards still", async () => {
    const made = await Promise.all(
      Array.from({ length: 100 }, () => makeCourse(site.testApp.db, { title: "One of many" })),
    );
    const cards = made.map(
      (course) => `<course-card course-id="${course.courseId}"><a href="/a">A course</a></course-card>`,
    );
    const { page } = await site.open(
      `<!doctype html><html lang="en">${styled()}
        <style>main { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1.5rem }</style>
        <script type="module" src="${site.apiUrl}/widgets/courselet.js" data-guests></script><main>${cards.join("")}</main>`,
    );
    await expect.poll(() => page.getByRole("heading", { name: "One of many" }).count(), { timeout: 10_000 }).toBe(100);
    await page.waitForLoadState("networkidle");
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += Reflect.get(entry, "value");
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 200);
        }),
    );
    expect(shift).toBe(0);
  });
});
