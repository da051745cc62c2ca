import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { serveVideo } from "../progress/serve-video.js";
import { openSite, type Site } from "../widgets-page/open-site.js";

const folder = fileURLToPath(new URL("../../../shared/data/media", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(mp4|webm)$/.test(name)) : [];

describe.runIf(files.length > 0)("real videos, as files (needs ../shared/data/media)", { timeout: 90_000 }, () => {
  let site: Site;
  let ticking: ReturnType<typeof setInterval>;
  beforeAll(async () => {
    site = await openSite();
    // Nobody watches faster than time passes, and the server knows what time it is.
    ticking = setInterval(() => site.testApp.clock.set(new Date()), 100);
  });
  afterAll(async () => {
    clearInterval(ticking);
    await site.close();
  });

  it.each(files)("%s plays to its end, and the chapter is completed", async (file) => {
    const video = await serveVideo(join(folder, file));
    const { courseId } = await makeCourse(site.testApp.db, {
      chapters: [{ isFree: true, videoUrl: video.url, durationSeconds: null }],
    });
    const { page, complaints } = await site.open(
      `<script type="module" src="${site.apiUrl}/widgets/courselet.js" data-guests></script>
       <chapter-player course-id="${courseId}"></chapter-player>`,
    );
    const player = page.locator("chapter-player");
    await player.getByRole("button", { name: /^Play/ }).first().click();
    const media = player.locator("video");
    await media.waitFor({ state: "attached" });
    const seen = (): Promise<number> => media.evaluate((playing: HTMLVideoElement) => playing.currentTime);
    await expect.poll(seen, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(await media.evaluate((playing: HTMLVideoElement) => playing.videoWidth)).toBeGreaterThan(100);
    await media.evaluate((playing: HTMLVideoElement) => {
      playing.currentTime = playing.duration - 1;
    });
    await expect
      .poll(() => media.evaluate((playing: HTMLVideoElement) => playing.ended), { timeout: 20_000 })
      .toBe(true);
    await player.getByRole("button", { name: /, Completed/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
    await video.close();
  });
});
