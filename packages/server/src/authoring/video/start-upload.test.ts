import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { ErrorBody } from "@courselet/contract/errors";
import { VideoUpload, VideoUploadStarted } from "@courselet/contract/video";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../../testing/create-test-app.js";
import { makeCourse } from "../../testing/make-course.js";

const VIDEO = await readFile(
  fileURLToPath(new URL("../../../../../demo/content/videos/bread-on-a-weekday-1.mp4", import.meta.url)),
);

let test: TestApp;
let author: TestLearner;
let chapterId: string;
beforeEach(async () => {
  test = await createTestApp();
  author = await test.asHostUser("author", { role: "author" });
  const { chapterIds } = await makeCourse(test.db, { chapters: [{ videoUrl: null, durationSeconds: null }] });
  chapterId = chapterIds[0] ?? "";
});
afterEach(() => test.close());

const start = (json: Record<string, unknown>) =>
  test.request(`/v1/author/chapters/${chapterId}/upload`, { headers: author.headers, json });
const file = { fileName: "Lesson.mp4", sizeBytes: VIDEO.length };

describe("an upload where Mux is not configured", () => {
  it("goes to this server's own store, and says how far it is", async () => {
    const response = await start(file);
    expect(response.status).toBe(201);
    const { uploadId, uploadUrl } = VideoUploadStarted.parse(await response.json());
    const state = async () => {
      const answer = await test.request(`/v1/author/uploads/${uploadId}`, { headers: author.headers });
      return VideoUpload.parse(await answer.json());
    };
    expect(await state()).toMatchObject({ uploadId, chapterId, state: "waiting", durationSeconds: null });
    const body = new Uint8Array(VIDEO);
    expect((await test.request(new URL(uploadUrl).pathname, { method: "PUT", body })).status).toBe(204);
    const { state: reached, durationSeconds } = await state();
    expect(reached).toBe("ready");
    expect(durationSeconds).toBeGreaterThan(1);
  });

  it("needs the file's name and size", async () => {
    const response = await start({ contentType: "video/mp4" });
    const { error } = (await response.json()) as ErrorBody;
    expect([response.status, error.details?.map(({ path }) => path)]).toEqual([400, ["fileName", "sizeBytes"]]);
  });

  it.each([{ sizeBytes: 0 }, { sizeBytes: 1.5 }, { fileName: "" }, { playbackPolicy: "drm" }, { fileName: "a.exe" }])(
    "refuses %j",
    async (change) => {
      expect((await start({ ...file, ...change })).status).toBe(400);
      expect(await test.db.videoUpload.count()).toBe(0);
    },
  );

  it("is public no more than at Mux, unless the chapter is free", async () => {
    expect((await start({ ...file, playbackPolicy: "public" })).status).toBe(400);
  });

  it("gives a taste of a locked chapter by a clip, from whose address the whole cannot be had", async () => {
    const { uploadUrl } = VideoUploadStarted.parse(await (await start(file)).json());
    await test.request(new URL(uploadUrl).pathname, { method: "PUT", body: new Uint8Array(VIDEO) });
    await test.db.chapter.update({ where: { id: chapterId }, data: { tasteSeconds: 2 } });
    const response = await test.request(`/v1/chapters/${chapterId}/playback?taste=true`);
    const taste = (await response.json()) as { kind: string; url: string; tasteSeconds: number; expiresAt: string };
    expect([response.status, taste.kind, taste.tasteSeconds]).toEqual([200, "file", 2]);
    expect(Date.parse(taste.expiresAt)).toBe(test.clock.now().getTime() + 602_000);
    const url = new URL(taste.url);
    const clip = await test.request(`${url.pathname}${url.search}`);
    expect(clip.status).toBe(200);
    expect((await clip.arrayBuffer()).byteLength).toBeLessThan(VIDEO.length / 2);

    const chapter = await test.db.chapter.findUniqueOrThrow({ where: { id: chapterId } });
    const whole = `/files/${(chapter.videoUrl ?? "").replace("stored:", "")}`;
    expect((await test.request(`${whole}${url.search}`)).status).toBe(403);
  });
});
