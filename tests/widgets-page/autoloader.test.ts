import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import type { Manifest } from "./manifest.js";
import { openSite, type Site } from "./open-site.js";

let site: Site;
let script: string;
let courseId: string;
beforeAll(async () => {
  site = await openSite();
  script = `<script type="module" src="${site.apiUrl}/widgets/courselet.js" data-guests></script>`;
  ({ courseId } = await makeCourse(site.testApp.db, { title: "Rust for humans" }));
});
afterAll(() => site.close());

const CARD = "course-card";
const manifest = async (): Promise<Manifest> => (await fetch(`${site.apiUrl}/widgets/manifest.json`)).json();

describe("the pasted script", () => {
  it("draws a card, with the code of a card and nothing else, all of it in one round trip", async () => {
    const { page, requests, complaints } = await site.open(
      `${script}<course-card course-id="${courseId}"></course-card>`,
    );
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    const { elements } = await manifest();
    const loaded = requests(/^\/widgets\//).map((path) => path.slice("/widgets/".length));
    expect(loaded[0]).toBe("courselet.js");
    expect(loaded.slice(1).toSorted()).toEqual(elements[CARD]?.toSorted());
    expect(complaints).toEqual([]);
  });

  it("draws anew when a property changes later, as the sources do", async () => {
    const { courseId: otherId } = await makeCourse(site.testApp.db, { title: "Zig for the curious" });
    const { page } = await site.open(`${script}<course-card course-id="${courseId}"></course-card>`);
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    await page.locator(CARD).evaluate((card, id) => card.setAttribute("course-id", id), otherId);
    await page.getByRole("heading", { name: "Zig for the curious" }).waitFor();
    const own = await page.locator(CARD).evaluate((card) => Object.keys(card).filter((key) => key === "courseId"));
    expect(own, "fields that hide Lit's accessors").toEqual([]);
  });

  it("loads nothing for a page without elements, and the code of one that comes later", async () => {
    const { page, requests } = await site.open(script);
    await page.waitForLoadState("networkidle");
    expect(requests(/./)).toEqual(["/widgets/courselet.js"]);
    await page.evaluate((id) => {
      const section = document.createElement("section");
      section.innerHTML = `<div><progress-bar course-id="${id}"></progress-bar></div>`;
      document.body.append(section);
    }, courseId);
    await page.getByRole("progressbar").waitFor();
    expect(await page.evaluate(() => !!customElements.get("chapter-player"))).toBe(false);
  });

  it("finds elements in shadow trees, declared or made by others", async () => {
    const card = `<course-card course-id="${courseId}"></course-card>`;
    const { page } = await site.open(
      `${script}<div><template shadowrootmode="open">${card}</template></div><div id="later"></div>`,
    );
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    await page.evaluate((id) => {
      const host = document.createElement("div");
      host.attachShadow({ mode: "open" }).innerHTML = `<wishlist-button course-id="${id}"></wishlist-button>`;
      document.querySelector("#later")?.append(host);
    }, courseId);
    const heart = page.locator("#later wishlist-button").getByRole("button");
    await heart.waitFor();
    expect(await heart.getAttribute("aria-pressed")).toBe("false");
  });

  it("asks twice for a hundred cards of a learner, and once for those of a stranger", async () => {
    const made = await Promise.all(
      Array.from({ length: 100 }, () => makeCourse(site.testApp.db, { title: "One of many" })),
    );
    const cards = made.map(({ courseId: id }) => `<course-card course-id="${id}"></course-card>`).join("");
    const { page, requests } = await site.open(script + cards);
    await expect.poll(() => page.getByRole("heading", { name: "One of many" }).count(), { timeout: 10_000 }).toBe(100);
    expect(requests(/^\/v1\//)).toHaveLength(1);

    await page.locator("wishlist-button").first().getByRole("button").click();
    await expect.poll(() => requests(/^\/v1\/me\/wishlist/)).toHaveLength(1);
    const before = requests(/^\/v1\//).length;
    await page.reload();
    await expect.poll(() => page.getByRole("heading", { name: "One of many" }).count(), { timeout: 10_000 }).toBe(100);
    await page.waitForLoadState("networkidle");
    const again = requests(/^\/v1\//).slice(before);
    expect(again.map((path) => path.replace(/\?.*/, "")).toSorted()).toEqual(["/v1/courses", "/v1/me/courses"]);
  });

  it("draws many cards in turns, so that the page answers in between", async () => {
    const cards = `<course-card course-id="${courseId}"></course-card>`.repeat(200);
    const { page } = await site.open(`<!doctype html><body>${cards}`);
    const counts = await page.evaluate(async (src) => {
      const drawn = () =>
        [...document.querySelectorAll("course-card")].filter((card) => card.shadowRoot?.querySelector("article"))
          .length;
      document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
      const seen = new Set<number>();
      while (drawn() < 200) {
        seen.add(drawn());
        await new Promise((resolve) => setTimeout(resolve));
      }
      return [...seen];
    }, `${site.apiUrl}/widgets/courselet.js`);
    expect(counts.some((count) => count > 0)).toBe(true);
  });

  it("leaves no global and nothing in the page", async () => {
    const before = `<script>window.keysBefore = Reflect.ownKeys(window).concat(Reflect.ownKeys(Symbol)).map(String)</script>`;
    const { page } = await site.open(`${before}${script}<course-card course-id="${courseId}"></course-card>`);
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    const left = await page.evaluate(() => {
      const keysBefore: string[] = Reflect.get(window, "keysBefore");
      const keys = Reflect.ownKeys(window).concat(Reflect.ownKeys(Symbol)).map(String);
      return {
        globals: keys.filter((key) => key !== "keysBefore" && !keysBefore.includes(key)),
        tags: [...document.querySelectorAll("script, style, link")].map(({ localName }) => localName),
        cookies: document.cookie,
        storage: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
        styleSheets: document.adoptedStyleSheets.length,
      };
    });
    expect(left).toEqual({ globals: [], tags: ["script", "script"], cookies: "", storage: [], styleSheets: 0 });
  });
});

describe("a page with a strict policy", () => {
  it("needs to allow the nonce, the API and Lit's Trusted Types, and nothing else", async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-n0nce'",
      `connect-src ${site.apiUrl}`,
      "require-trusted-types-for 'script'",
      "trusted-types lit-html",
    ].join("; ");
    const { page, complaints } = await site.open(
      `${script.replace("<script", '<script nonce="n0nce"')}<course-card course-id="${courseId}"></course-card>`,
      { policy },
    );
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    await page.locator("wishlist-button").getByRole("button").click();
    await page.locator("wishlist-button [aria-pressed=true]").waitFor();
    expect(complaints).toEqual([]);
  });

  it("can pin the script by its integrity", async () => {
    const { files } = await manifest();
    const name = Object.keys(files).find((file) => /^courselet-.+\.js$/.test(file)) ?? "";
    const pinned = (integrity: string): string =>
      `<script type="module" src="${site.apiUrl}/widgets/${name}" integrity="${integrity}" crossorigin></script>
       <course-card course-id="${courseId}"></course-card>`;
    const { page } = await site.open(pinned(files[name]?.integrity ?? ""));
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    const forged = await site.open(pinned(files["courselet.js"]?.integrity.replace(/.{4}$/, "AAAA") ?? ""));
    await expect.poll(() => forged.complaints.join()).toMatch(/integrity/);
  });
});

describe("names", () => {
  it("begin with the page's prefix, in what elements render too", async () => {
    const { page } = await site.open(
      `${script.replace("data-guests", 'data-guests data-prefix="acme-"')}
       <acme-course-card course-id="${courseId}"></acme-course-card><course-card>not ours</course-card>`,
    );
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    await page.locator("acme-course-card acme-wishlist-button").getByRole("button").waitFor();
    expect(await page.evaluate(() => !!customElements.get("course-card"))).toBe(false);
  });

  it("that are taken are left alone with one warning, and the card still has its heart", async () => {
    const taken = `<script>customElements.define("wishlist-button", class extends HTMLElement {
      connectedCallback() { this.textContent = "somebody else's" }
    })</script>`;
    const cards = `<course-card course-id="${courseId}"></course-card>`.repeat(3);
    const { page, complaints } = await site.open(`${taken}${script}<wishlist-button></wishlist-button>${cards}`);
    await page.getByRole("heading", { name: "Rust for humans" }).first().waitFor();
    expect(await page.locator("body > wishlist-button").textContent()).toBe("somebody else's");
    expect(await page.getByText("somebody else's").count()).toBe(1);
    await expect
      .poll(() =>
        page
          .locator("course-card")
          .first()
          .getByRole("button", { name: /wishlist/i })
          .count(),
      )
      .toBe(1);
    expect(complaints).toEqual(["courselet: <wishlist-button> is already defined on this page and was left alone."]);
  });

  it("of two scripts of one build on a page are one library", async () => {
    const { page, requests, complaints } = await site.open(
      `${script}${script}<course-card course-id="${courseId}"></course-card>`,
    );
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    expect(requests(/^\/v1\//)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});

describe("a provider", () => {
  it("whose code comes after that of the elements inside it is the one they ask", async () => {
    const { page, requests } = await site.open(
      `<script type="module" src="${site.apiUrl}/widgets/courselet.js" data-api-url="http://127.0.0.1:9"></script>
       <course-provider api-url="${site.apiUrl}" guests><course-card course-id="${courseId}"></course-card></course-provider>`,
    );
    await page.getByRole("heading", { name: "Rust for humans" }).waitFor();
    expect(requests(/^\/v1\/courses/)).toHaveLength(1);
  });
});
