import type { Page } from "playwright-core";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { openSite, type Site } from "../widgets-page/open-site.js";
import { type ServedVideo, serveVideo } from "./serve-video.js";

/** A host page with a player of the chapter that its address names; real server, real browser, a video of 60 s. */
export interface School {
  site: Site;
  courseId: string;
  chapterIds: string[];
  /** A visitor of their own, looking at a chapter. */
  visit(chapterId: string, options?: VisitOptions): Promise<Page>;
  /** What the server has of whoever watched it; one visitor for each chapter. */
  recorded(chapterId: string): Promise<{ seconds: number; positionSeconds: number; rows: number }>;
  close(): Promise<void>;
}

export interface VisitOptions {
  /** A token of the host site's own; without it the visitor is a guest. */
  token?: string;
}

export async function openSchool(chapters: number): Promise<School> {
  const site = await openSite();
  const video: ServedVideo = await serveVideo();
  // Nobody watches faster than time passes, and the server knows what time it is.
  const { clock } = site.testApp;
  const ticking = setInterval(() => clock.set(new Date()), 100);
  const { courseId, chapterIds } = await makeCourse(site.testApp.db, {
    chapters: Array.from({ length: chapters }, () => ({ isFree: true, videoUrl: video.url, durationSeconds: 60 })),
  });
  const html = (guests: boolean) => `
    <script type="module" src="${site.apiUrl}/widgets/courselet.js" ${guests ? "data-guests" : ""}></script>
    <script>
      const show = () => {
        const [chapterId, token] = location.hash.slice(1).split("/");
        if (!chapterId) return;
        const provider = document.createElement("course-provider");
        if (token) provider.getToken = () => token;
        provider.innerHTML = '<chapter-player course-id="${courseId}" chapter-id="' + chapterId + '"></chapter-player>';
        document.body.append(provider);
      };
      addEventListener("hashchange", show);
      addEventListener("DOMContentLoaded", show);
    </script>`;
  return {
    site,
    courseId,
    chapterIds,
    async visit(chapterId, { token } = {}) {
      const { page } = await site.open(html(!token));
      page.setDefaultTimeout(60_000);
      await page.goto(`${page.url()}#${[chapterId, token].filter(Boolean).join("/")}`);
      return page;
    },
    async recorded(chapterId) {
      const rows = await site.testApp.db.userProgress.findMany({ where: { chapterId } });
      const watched = (rows[0]?.watched ?? []) as [number, number][];
      const seconds = watched.reduce((sum, [from, to]) => sum + to - from, 0);
      return { seconds, positionSeconds: rows[0]?.positionSeconds ?? 0, rows: rows.length };
    },
    async close() {
      clearInterval(ticking);
      await site.close();
      await video.close();
    },
  };
}

/** Presses play and waits until the picture moves. A busy machine may need the page to be loaded more than once. */
export async function startWatching(page: Page, rate = 1): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await page.locator("chapter-player").getByRole("button", { name: /^Play/ }).first().click({ timeout: 15_000 });
      await page.waitForFunction(isMoving, undefined, { timeout: 15_000 });
      break;
    } catch (error) {
      if (tries === 3) throw error;
      await page.reload();
    }
  }
  await page.evaluate((playbackRate) => {
    const video = document.querySelector("chapter-player")?.shadowRoot?.querySelector("video");
    if (video) video.playbackRate = playbackRate;
  }, rate);
}

/** Asked in the page. */
function isMoving(): boolean {
  const video = document.querySelector("chapter-player")?.shadowRoot?.querySelector("video");
  return !!video && video.currentTime > 0;
}

/** Where the picture is. */
export const position = (page: Page): Promise<number> =>
  page.evaluate(
    () => document.querySelector("chapter-player")?.shadowRoot?.querySelector("video")?.currentTime ?? Number.NaN,
  );

/** Resolves when nothing waits to be sent any more, as far as this browser has stored it. */
export async function everythingSent(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(localStorage).every(
      (key) => !(JSON.parse(localStorage.getItem(key) ?? "{}") as { outbox?: unknown }).outbox,
    ),
  );
}
