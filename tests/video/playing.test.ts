import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { type Cinema, openCinema } from "./open-cinema.js";

let cinema: Cinema;
beforeAll(async () => {
  cinema = await openCinema();
});
afterAll(() => cinema.close());
afterEach(() => {
  cinema.lifetimeSeconds = 3600;
  cinema.host.isDown = false;
  cinema.host.requests.length = 0;
});

const video = (page: Page) => page.locator("chapter-player video");
const time = (page: Page) => video(page).evaluate((media: HTMLVideoElement) => media.currentTime);
const pause = (page: Page) => video(page).evaluate((media: HTMLVideoElement) => media.pause());
const resume = (page: Page) => video(page).evaluate((media: HTMLVideoElement) => void media.play().catch(() => {}));

async function play(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Play/ }).first().click();
  await video(page).waitFor({ state: "attached" });
  await playsFrom(page, 0);
}

/** Waits until the picture moves on from here. */
async function playsFrom(page: Page, seconds: number, timeoutMs = 15_000): Promise<void> {
  await expect.poll(() => time(page), { timeout: timeoutMs }).toBeGreaterThan(seconds + 0.3);
}

/** Plays for a while; resolves with the longest time for which the picture stood still, in milliseconds. */
function longestStop(page: Page, forMs: number): Promise<number> {
  return video(page).evaluate(
    (media: HTMLVideoElement, duration) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        let [longest, since, last] = [0, begun, media.currentTime];
        const look = () => {
          const now = performance.now();
          longest = Math.max(longest, now - since);
          if (media.currentTime !== last) [since, last] = [now, media.currentTime];
          if (now - begun < duration) requestAnimationFrame(look);
          else resolve(Math.round(longest));
        };
        look();
      }),
    forMs,
  );
}

const playbacks = (asked: string[]) => asked.filter((url) => url.includes("/playback"));
const refused = () => cinema.host.requests.filter(({ status }) => status === 403);

describe("a signed stream in a page with a strict policy", { timeout: 90_000 }, () => {
  it("plays, with its languages and captions, and nothing is complained of", async () => {
    const { page, complaints } = await cinema.open();
    await play(page);
    await page.locator("chapter-player").hover();
    const captions = () =>
      video(page).evaluate((media: HTMLVideoElement) =>
        [...media.textTracks].filter(({ kind }) => kind === "subtitles").map(({ label }) => label),
      );
    await expect.poll(captions).toEqual(["English"]);
    await page.getByRole("button", { name: "Settings" }).click();
    const languages = page.getByRole("group", { name: "Audio language" }).getByRole("menuitemradio");
    expect(await languages.allInnerTexts()).toEqual(["English", "Deutsch"]);
    expect(refused()).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("is renewed while it plays, without a stop that anybody sees", async () => {
    cinema.lifetimeSeconds = 8;
    const { page, asked } = await cinema.open();
    await play(page);
    const longest = await longestStop(page, 24_000);
    console.info(`longest stop of the picture over three renewals: ${longest} ms`);
    expect(playbacks(asked).length).toBeGreaterThanOrEqual(4);
    expect(refused()).toEqual([]);
    expect(longest).toBeLessThan(500);
    expect(await time(page)).toBeGreaterThan(22);
    await page.context().close();
  });

  it("plays on where it was when it was paused past the end of its addresses", async () => {
    cinema.lifetimeSeconds = 5;
    const { page } = await cinema.open();
    await play(page);
    await pause(page);
    const stoppedAt = await time(page);
    await page.waitForTimeout(8_000);
    await resume(page);
    const begun = Date.now();
    await playsFrom(page, stoppedAt);
    expect((await time(page)) - stoppedAt).toBeLessThan(2);
    expect(Date.now() - begun).toBeLessThan(2_000);
    // Further than what was buffered by then.
    await video(page).evaluate((media: HTMLVideoElement) => (media.currentTime = 70));
    await playsFrom(page, 70);
    await page.context().close();
  });

  it("plays on when the network is back, with fresh addresses", async () => {
    cinema.lifetimeSeconds = 6;
    const { page } = await cinema.open();
    await play(page);
    await page.context().setOffline(true);
    cinema.host.isDown = true;
    await page.waitForTimeout(8_000);
    await video(page).evaluate((media: HTMLVideoElement) => (media.currentTime = 60));
    await page.waitForTimeout(2_000);
    await page.context().setOffline(false);
    cinema.host.isDown = false;
    await playsFrom(page, 60, 30_000);
    expect((await time(page)) - 60).toBeLessThan(3);
    await page.context().close();
  });

  it("plays on after a refusal, with a clock that is hours wrong", async () => {
    for (const clockAheadMs of [3 * 3_600_000, -3 * 3_600_000]) {
      cinema.lifetimeSeconds = 8;
      const { page, asked } = await cinema.open({ clockAheadMs });
      await play(page);
      await page.waitForTimeout(9_000);
      await video(page).evaluate((media: HTMLVideoElement) => (media.currentTime = 70));
      await playsFrom(page, 70);
      expect(playbacks(asked).length).toBeLessThan(6);
      await page.context().close();
    }
  });

  it("goes on when the element is moved", async () => {
    const { page } = await cinema.open({ body: '<main id="elsewhere"></main>' });
    await play(page);
    const before = await time(page);
    const isSame = await page.evaluate(() => {
      const player = document.querySelector("chapter-player")!;
      const media = player.shadowRoot?.querySelector("video");
      document.querySelector("#elsewhere")?.append(player);
      return media === player.shadowRoot?.querySelector("video");
    });
    expect(isSame).toBe(true);
    await playsFrom(page, before);
    await page.context().close();
  });
});

describe("what is asked of whom", { timeout: 60_000 }, () => {
  const hosts = (asked: string[]) =>
    [...new Set(asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).host))].toSorted();

  for (const consent of ["none", "functional"] as const) {
    it(`is our server and the video's host alone with ${consent}, and all is shown`, async () => {
      const { page, asked } = await cinema.open({
        consent,
        body: `<course-card course-id="${cinema.courseId}"></course-card>`,
      });
      await page.getByRole("heading", { name: "Seeing and hearing" }).waitFor();
      await page.locator("course-card").getByText("$49.00").first().waitFor();
      await page.locator("chapter-player").getByText("The second").waitFor();
      await play(page);
      await page.waitForTimeout(3_000);
      const own = [new URL(cinema.apiUrl).host, new URL(page.url()).host, "stream.mux.com", "image.mux.com"];
      expect(hosts(asked).filter((host) => !own.includes(host))).toEqual([]);
      const kept = await page.evaluate(() => [localStorage.length, document.cookie]);
      expect(kept).toEqual([0, ""]);
      await page.context().close();
    });
  }

  it("is Mux Data too when the visitor agrees to everything, and nobody else", async () => {
    const { page, asked } = await cinema.open({ consent: "all" });
    await play(page);
    await page.waitForTimeout(3_000);
    const own = [new URL(cinema.apiUrl).host, new URL(page.url()).host, "stream.mux.com", "image.mux.com"];
    const others = hosts(asked).filter((host) => !own.includes(host));
    console.info(`with consent to everything also: ${others.join(", ") || "nobody"}`);
    expect(others.filter((host) => !host.endsWith(".litix.io"))).toEqual([]);
    expect(others).not.toEqual([]);
    await page.context().close();
  });

  it("is no more Mux Data once the visitor takes that back, and the video plays on", async () => {
    const { page, asked } = await cinema.open({ consent: "all" });
    const beacons = () => asked.filter((url) => new URL(url).host.endsWith(".litix.io")).length;
    await play(page);
    // Whatever is to be counted is counted at each of these, and every ten seconds.
    const watchOn = async () => {
      await pause(page);
      await resume(page);
      await page.waitForTimeout(11_000);
    };
    await watchOn();
    const before = beacons();
    expect(before).toBeGreaterThan(0);
    const at = await time(page);
    await page.evaluate(() => {
      const script = document.querySelector<HTMLScriptElement>("script[data-consent]");
      if (script) script.dataset["consent"] = "functional";
    });
    // What says that the view is over may still be on its way.
    await page.waitForTimeout(500);
    const last = beacons();
    await watchOn();
    console.info(`beacons: ${before} while all was agreed to, ${last - before} as it was taken back`);
    expect(beacons()).toBe(last);
    expect(last - before).toBeLessThanOrEqual(1);
    expect(await page.evaluate(() => document.cookie)).not.toContain("mux");
    await playsFrom(page, at + 8);
    await page.context().close();
  });
});
