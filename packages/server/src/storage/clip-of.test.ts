import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from "mediabunny";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createLocalFileStore } from "./local-file-store.js";
import type { FileStore } from "./file-store.js";

const demo = (name: string) => fileURLToPath(new URL(`../../../../demo/content/videos/${name}`, import.meta.url));

const shared = (name: string) => fileURLToPath(new URL(`../../../../../shared/data/media/${name}`, import.meta.url));

let directory: string;
let files: FileStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "courselet-clips-"));
  files = createLocalFileStore({
    directory,
    publicUrl: "http://localhost:8787",
    secret: new Uint8Array(32),
    clock: { now: () => new Date() },
  });
});
afterEach(() => rm(directory, { recursive: true }));

/** What a file really holds, packet by packet. */
async function contentOf(path: string) {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    const tracks = await Promise.all(
      (await input.getTracks()).map(async (track) => {
        let last = 0;
        let bytes = 0;
        for await (const packet of new EncodedPacketSink(track).packets()) {
          last = Math.max(last, packet.timestamp);
          bytes += packet.data.byteLength;
        }
        return { type: track.type, codec: await track.getCodec(), last, bytes };
      }),
    );
    return { seconds: await input.computeDuration(), tracks };
  } finally {
    input.dispose();
  }
}

describe("clipOf", () => {
  it("copies the first seconds, of every track, and nothing later", async () => {
    const source = demo("bread-on-a-weekday-1.mp4");
    const reference = await files.add(source);
    const clip = await files.clipOf(reference, 3);
    expect(clip).toMatch(/^stored:[0-9a-f]{64}\.mp4$/);
    expect(clip).not.toBe(reference);
    const [whole, part] = [await contentOf(source), await contentOf(files.pathOf(clip))];
    expect(whole.seconds).toBeGreaterThan(7);
    expect(part.tracks.map(({ type, codec }) => [type, codec])).toEqual(
      whole.tracks.map(({ type, codec }) => [type, codec]),
    );
    expect(part.seconds).toBeGreaterThanOrEqual(3);
    expect(part.seconds).toBeLessThan(3.7);
    for (const { last } of part.tracks) expect(last).toBeLessThan(3.5);
    const held = part.tracks.reduce((sum, { bytes }) => sum + bytes, 0);
    // No byte beyond those packets and their index: the rest of the film is not in there under another name.
    const { size } = await stat(files.pathOf(clip));
    expect(size - held).toBeLessThan(8_000);
    expect(size).toBeLessThan((await stat(source)).size * 0.7);
  });

  it.for(["flower.webm", "flower.mp4", "friday.mp4"])("clips %s from elsewhere too", async (name, { skip }) => {
    const source = shared(name);
    skip(!existsSync(source), `../shared/data/media/${name} is not here`);
    const whole = await contentOf(source);
    const seconds = Math.floor(whole.seconds / 2);
    const clip = await files.clipOf(await files.add(source), seconds);
    const part = await contentOf(files.pathOf(clip));
    expect(part.seconds).toBeGreaterThan(seconds - 0.2);
    expect(part.seconds).toBeLessThan(seconds + 0.7);
    expect((await stat(files.pathOf(clip))).size).toBeLessThan((await stat(source)).size * 0.9);
  });

  it("makes one file for all who ask at once, finds it again, and another for another length", async () => {
    const reference = await files.add(demo("bread-on-a-weekday-1.mp4"));
    const clips = await Promise.all(Array.from({ length: 20 }, () => files.clipOf(reference, 2)));
    expect(new Set(clips).size).toBe(1);
    const [clip = ""] = clips;
    const { mtimeMs } = await stat(files.pathOf(clip));
    expect(await files.clipOf(reference, 2)).toBe(clip);
    expect((await stat(files.pathOf(clip))).mtimeMs).toBe(mtimeMs);
    expect(await files.clipOf(reference, 4)).not.toBe(clip);
    expect(await readdir(directory)).toHaveLength(3);
  });

  it("is the whole of a video that is shorter", async () => {
    const source = demo("bread-on-a-weekday-1.mp4");
    const clip = await files.clipOf(await files.add(source), 3_000);
    expect((await contentOf(files.pathOf(clip))).seconds).toBeCloseTo((await contentOf(source)).seconds, 1);
  });

  it.each([
    ["is not in the store", "stored:" + "0".repeat(64) + ".mp4"],
    ["is somewhere else", "https://videos.example/a.mp4"],
  ])("says so when the video %s, and leaves nothing behind", async (_, reference) => {
    await expect(files.clipOf(reference, 2)).rejects.toMatchObject({ code: "video_unavailable" });
    expect(await readdir(directory)).toEqual([]);
  });

  it("says so when the video is damaged, each time anew", async () => {
    const path = join(directory, "damaged.mp4");
    await writeFile(path, "not a video");
    const reference = await files.add(path);
    await expect(files.clipOf(reference, 2)).rejects.toMatchObject({ code: "video_unavailable" });
    await expect(files.clipOf(reference, 2)).rejects.toMatchObject({ code: "video_unavailable" });
    expect(await readdir(directory)).toHaveLength(2);
  });
});
