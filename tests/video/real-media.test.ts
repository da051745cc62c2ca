import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Cinema, openCinema } from "./open-cinema.js";

const folder = fileURLToPath(new URL("../../../shared/data/media", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(mp4|webm)$/.test(name)) : [];

function hasFfmpeg(): boolean {
  try {
    execFileSync("ffmpeg", ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const isPossible = files.length > 0 && hasFfmpeg();

describe.runIf(isPossible)("real videos, streamed (needs ../shared/data/media and ffmpeg)", { timeout: 60_000 }, () => {
  let cinema: Cinema;
  const streams = mkdtempSync(join(tmpdir(), "courselet-streams-"));
  beforeAll(async () => {
    cinema = await openCinema();
  });
  afterAll(async () => {
    await cinema.close();
    rmSync(streams, { recursive: true, force: true });
  });

  it.each(files)("%s plays to its end", async (file) => {
    const directory = mkdtempSync(join(streams, "stream-"));
    const codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"];
    const stream = ["-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod", join(directory, "main.m3u8")];
    execFileSync("ffmpeg", ["-v", "error", "-i", join(folder, file), ...codecs, ...stream]);
    cinema.host.folders.set("first", directory);
    const { page } = await cinema.open();
    await page.getByRole("button", { name: /^Play/ }).first().click();
    const video = page.locator("chapter-player video");
    await video.waitFor({ state: "attached" });
    const ended = () => video.evaluate((media: HTMLVideoElement) => media.ended && media.duration > 1);
    await expect.poll(ended, { timeout: 30_000 }).toBe(true);
    await page.context().close();
  });
});
