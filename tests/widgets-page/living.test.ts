import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { type OpenPage, openSite, type Site } from "./open-site.js";

const MOVES = 1_000;

let site: Site;
let script: string;
let courseId: string;
beforeAll(async () => {
  site = await openSite();
  script = `<script type="module" src="${site.apiUrl}/widgets/courselet.js" data-guests></script>`;
  ({ courseId } = await makeCourse(site.testApp.db, { title: "Rust for humans" }));
});
afterAll(() => site.close());

const card = (): string => `<course-card course-id="${courseId}"><a href="/rust">Rust</a></course-card>`;
const heading = (page: Page) => page.getByRole("heading", { name: "Rust for humans" });

async function openCard(more = ""): Promise<OpenPage> {
  const opened = await site.open(`<!doctype html><body>${script}<main>${card()}</main><aside></aside>${more}`);
  await heading(opened.page).first().waitFor();
  // The buttons inside are there once it is known who is looking.
  await opened.page.locator("course-card").getByRole("button", { name: "Buy course" }).first().waitFor();
  return opened;
}

/** Bytes of the page's JavaScript heap after a collection. */
async function heapUsed(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

describe("an element", () => {
  it(`that is moved and removed ${MOVES} times is the same one, hears once, and leaves nothing behind`, async () => {
    const { page, requests, complaints } = await openCard();
    const move = (times: number): Promise<void> =>
      page.evaluate(async (count) => {
        const places = [document.querySelector("main"), document.querySelector("aside")];
        const element = document.querySelector("course-card");
        for (let turn = 0; turn < count; turn++) {
          if (turn % 3 === 2) element?.remove();
          else if (element) places[turn % 2]?.append(element);
          if (turn % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
        }
        if (element) places[0]?.append(element);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }, times);
    // What the first moves load, compile and note down stays for good; a leak goes on growing.
    await move(MOVES);
    const before = await heapUsed(page);
    const asked = requests(/^\/v1\//).length;
    await move(MOVES);
    const growth = (await heapUsed(page)) / before - 1;
    console.log(`heap after ${MOVES} more moves and removals: ${(growth * 100).toFixed(2)} %`);
    expect(growth).toBeLessThan(0.05);
    expect(requests(/^\/v1\//)).toHaveLength(asked);
    expect(await heading(page).count()).toBe(1);
    await page.locator("course-card wishlist-button").getByRole("button").click();
    await page.locator("course-card wishlist-button [aria-pressed=true]").waitFor();
    expect(requests(/wishlist/)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("that is made and thrown away a thousand times is not kept by anything", async () => {
    const { page } = await openCard();
    const make = (times: number): Promise<void> =>
      page.evaluate(
        async ({ count, html }) => {
          for (let turn = 0; turn < count; turn++) {
            const holder = document.createElement("div");
            holder.innerHTML = html;
            document.body.append(holder);
            if (turn % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
            holder.remove();
          }
          await new Promise((resolve) => setTimeout(resolve, 100));
        },
        { count: times, html: card() },
      );
    await make(MOVES);
    const before = await heapUsed(page);
    await make(MOVES);
    const growth = (await heapUsed(page)) / before - 1;
    console.log(`heap after ${MOVES} more cards made and thrown away: ${(growth * 100).toFixed(2)} %`);
    expect(growth).toBeLessThan(0.05);
  });

  it("that is cloned is one of its own", async () => {
    const { page } = await openCard();
    await page.evaluate(() => {
      const element = document.querySelector("course-card");
      if (element) document.querySelector("aside")?.append(element.cloneNode(true));
    });
    await expect.poll(() => heading(page).count()).toBe(2);
    await page.locator("aside wishlist-button").getByRole("button").click();
    // One page, one state: the heart of the first one fills too.
    await expect.poll(() => page.locator("wishlist-button [aria-pressed=true]").count()).toBe(2);
  });

  it("that is adopted into another document and back goes on", async () => {
    const { page, complaints } = await openCard("<iframe srcdoc='<p>Another document</p>'></iframe>");
    await page.frameLocator("iframe").getByText("Another document").waitFor();
    await page.evaluate(() => {
      const element = document.querySelector("course-card");
      const inner = document.querySelector("iframe")?.contentDocument;
      if (element && inner) inner.body.append(inner.adoptNode(element));
    });
    await page.frameLocator("iframe").getByRole("heading", { name: "Rust for humans" }).waitFor();
    await page.evaluate(() => {
      const element = document.querySelector("iframe")?.contentDocument?.querySelector("course-card");
      if (element) document.querySelector("main")?.append(document.adoptNode(element));
    });
    await heading(page).waitFor();
    await page.locator("main wishlist-button").getByRole("button").click();
    await page.locator("main wishlist-button [aria-pressed=true]").waitFor();
    expect(complaints).toEqual([]);
  });

  it("made by script before its code is there takes the properties that were set on it", async () => {
    const { page } = await site.open(
      `<!doctype html><body><script>
        const early = document.createElement("progress-bar");
        early.value = 3;
        early.max = 4;
        early.label = "Early";
        document.body.append(early);
      </script>${script}`,
    );
    const bar = page.getByRole("progressbar", { name: "Early" });
    await bar.waitFor();
    expect(await bar.getAttribute("aria-valuenow")).toBe("3");
  });
});

describe("two versions of the library", () => {
  let other: Server;
  let otherUrl: string;
  beforeAll(async () => {
    const files = fileURLToPath(new URL("../../packages/widgets/dist/web/", import.meta.url));
    other = createServer(({ url = "/" }, response) => {
      response.writeHead(200, { "content-type": "text/javascript", "access-control-allow-origin": "*" });
      createReadStream(files + basename(url)).pipe(response);
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    other.closeAllConnections();
    await new Promise((done) => other.close(done));
  });

  it("live side by side: one has the tags, the other says so once for each and breaks nothing", async () => {
    const second = `<script type="module" src="${otherUrl}/widgets/courselet.js" data-api-url="${site.apiUrl}" data-guests></script>`;
    const { page, complaints } = await site.open(`<!doctype html><body>${script}${second}<main>${card()}</main>`);
    await heading(page).waitFor();
    await expect.poll(() => complaints.length).toBeGreaterThan(0);
    await page.waitForLoadState("networkidle");
    expect(complaints.every((text) => /^courselet: <[\w-]+> is already defined/.test(text))).toBe(true);
    expect(new Set(complaints).size).toBe(complaints.length);
    await page.locator("wishlist-button").getByRole("button").click();
    await page.locator("wishlist-button [aria-pressed=true]").waitFor();
    expect(await heading(page).count()).toBe(1);
  });

  it("with a prefix for one of them both draw", async () => {
    const second = `<script type="module" src="${otherUrl}/widgets/courselet.js" data-api-url="${site.apiUrl}"
      data-prefix="next-" data-guests></script>`;
    const { page, complaints } = await site.open(
      `<!doctype html><body>${script}${second}${card()}<next-course-card course-id="${courseId}"></next-course-card>`,
    );
    await expect.poll(() => heading(page).count()).toBe(2);
    expect(complaints).toEqual([]);
  });
});
