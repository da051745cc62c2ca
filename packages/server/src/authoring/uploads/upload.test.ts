import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { makeCourse, type MadeCourse } from "../../testing/make-course.js";
import { TEST_ORIGIN } from "../../testing/test-config.js";
import { startLocalUpload } from "./start-local-upload.js";
import type { UploadTarget } from "./upload-token.js";

const VIDEO = await readFile(
  fileURLToPath(new URL("../../../../../demo/content/videos/bread-on-a-weekday-1.mp4", import.meta.url)),
);
const PDF = Buffer.from("%PDF-1.7 a paper");

let test: TestApp;
let course: MadeCourse;
let video: UploadTarget;
let paper: UploadTarget;
beforeEach(async () => {
  test = await createTestApp();
  course = await makeCourse(test.db, {
    chapters: [{ isFree: false, videoUrl: null, playbackId: "playback" }],
    attachments: [{ name: "Notes.pdf", url: "https://files.example/notes.pdf" }],
  });
  video = { kind: "video", chapterId: course.chapterIds[0] ?? "" };
  paper = { kind: "attachment", attachmentId: course.attachmentIds[0] ?? "" };
});
afterEach(() => test.close());

async function start(target: UploadTarget, fileName: string, sizeBytes: number) {
  const { uploadUrl, ...rest } = await startLocalUpload({ deps: test.deps, target, fileName, sizeBytes });
  return { ...rest, path: new URL(uploadUrl).pathname };
}

function put(
  path: string,
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return test.request(path, { method: "PUT", body, headers, duplex: "half" } as RequestInit);
}

async function messageOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { message: string } }).error.message;
}

/** Names in the store; before the first upload there is no such folder. */
const stored = () => readdir(join(test.deps.config.dataDir, "files")).catch(() => []);

describe("an upload of a video", () => {
  it("becomes the chapter's, with its length, and what was at Mux is to be deleted", async () => {
    const { path, uploadId, expiresAt } = await start(video, "Lesson 1.MP4", VIDEO.length);
    expect(expiresAt.getTime() - test.clock.now().getTime()).toBe(24 * 3600 * 1000);
    expect(await test.db.videoUpload.findMany()).toMatchObject([{ id: uploadId, state: "waiting", muxUploadId: null }]);
    const response = await put(path, VIDEO, { Origin: TEST_ORIGIN });
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(TEST_ORIGIN);

    const chapter = await test.db.chapter.findUniqueOrThrow({ where: { id: course.chapterIds[0] ?? "" } });
    expect(chapter.videoUrl).toMatch(/^stored:[0-9a-f]{64}\.mp4$/);
    expect(chapter.durationSeconds).toBeGreaterThan(7);
    expect(await test.db.muxData.count()).toBe(0);
    expect(await test.db.videoJob.findMany()).toMatchObject([{ kind: "delete_asset" }]);
    expect(await test.db.videoUpload.findMany()).toMatchObject([{ state: "ready" }]);
    expect(await readFile(test.deps.files.pathOf(chapter.videoUrl ?? ""))).toEqual(VIDEO);
    expect(await stored()).toHaveLength(1);
  });

  it("makes the taste at once, where the chapter has one", async () => {
    await test.db.chapter.updateMany({ data: { tasteSeconds: 2 } });
    const { path } = await start(video, "a.mp4", VIDEO.length);
    expect((await put(path, VIDEO)).status).toBe(204);
    expect(await stored()).toHaveLength(2);
  });

  it("works once, also for two at the same time", async () => {
    const { path } = await start(video, "a.mp4", VIDEO.length);
    const statuses = await Promise.all([put(path, VIDEO), put(path, VIDEO)].map(async (each) => (await each).status));
    expect(statuses.toSorted()).toEqual([204, 409]);
    expect((await put(path, VIDEO)).status).toBe(409);
    expect(await stored()).toHaveLength(1);
  });

  it("is superseded by a later one", async () => {
    const first = await start(video, "a.mp4", VIDEO.length);
    const second = await start(video, "b.mp4", VIDEO.length);
    const refused = await put(first.path, VIDEO);
    expect(refused.status).toBe(409);
    expect(await messageOf(refused)).toMatch(/Another upload/);
    expect((await put(second.path, VIDEO)).status).toBe(204);
  });

  it("is refused in words when it is no video, said to the author, and may be tried again", async () => {
    const fake = Buffer.concat([Buffer.from("\0\0\0\u0018ftypisom\0\0\0\0isomisom"), Buffer.alloc(VIDEO.length - 24)]);
    const { path, uploadId } = await start(video, "a.mp4", VIDEO.length);
    const text = await put(path, Buffer.alloc(VIDEO.length, "x"));
    expect(text.status).toBe(400);
    expect(await messageOf(text)).toBe("The file is called .mp4, but its content is something else.");
    const damaged = await put(path, fake);
    expect(damaged.status).toBe(400);
    const message = await messageOf(damaged);
    expect(message).toMatch(/^The file /);
    expect(await test.db.videoUpload.findUnique({ where: { id: uploadId } })).toMatchObject({
      state: "failed",
      error: message,
    });
    expect(await stored()).toEqual([]);
    expect((await put(path, VIDEO)).status).toBe(204);
    expect(await test.db.videoUpload.findMany()).toMatchObject([{ state: "ready", error: null }]);
  });

  it("is refused when it was cut off before it came here, which its first bytes do not say", async () => {
    const half = VIDEO.subarray(0, VIDEO.length / 2);
    const { path } = await start(video, "a.mp4", half.length);
    const refused = await put(path, half);
    expect(refused.status).toBe(400);
    expect(await messageOf(refused)).toBe("The file is not whole: its end is missing. Please send another one.");
    expect(await stored()).toEqual([]);
  });

  it("of a chapter that was deleted meanwhile is 404", async () => {
    const { path } = await start(video, "a.mp4", VIDEO.length);
    await test.db.chapter.deleteMany();
    expect((await put(path, VIDEO)).status).toBe(404);
    expect(await stored()).toEqual([]);
  });
});

describe("an upload of a file or a picture", () => {
  it("becomes the attachment's, with its size and type, once", async () => {
    const { path } = await start(paper, "Notes.pdf", PDF.length);
    expect((await put(path, PDF)).status).toBe(204);
    const attachment = await test.db.attachment.findFirstOrThrow();
    expect(attachment).toMatchObject({
      name: "Notes.pdf",
      sizeBytes: BigInt(PDF.length),
      contentType: "application/pdf",
    });
    expect(attachment.url).toMatch(/^stored:[0-9a-f]{64}\.pdf$/);
    expect((await put(path, PDF)).status).toBe(409);
  });

  it("becomes the course's picture, which everybody sees", async () => {
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`;
    const { path } = await start({ kind: "image", courseId: course.courseId }, "cover.svg", svg.length);
    expect((await put(path, svg)).status).toBe(204);
    const { imageUrl } = (await (await test.request(`/v1/courses/${course.courseId}`)).json()) as { imageUrl: string };
    expect((await test.request(new URL(imageUrl).pathname)).status).toBe(200);
  });

  it("of what is not there cannot be started", async () => {
    for (const target of [
      { kind: "video", chapterId: randomUUID() },
      { kind: "attachment", attachmentId: randomUUID() },
      { kind: "image", courseId: randomUUID() },
    ] as const) {
      await expect(start(target, target.kind === "video" ? "a.mp4" : "a.png", 10)).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("what is refused", () => {
  it.each([
    ["video", "a.pdf", 10, "fileName"],
    ["video", "a", 10, "fileName"],
    ["video", "a.mp4", 10 * 1024 * 1024 + 1, "sizeBytes"],
    ["video", "a.mp4", 0, "sizeBytes"],
    ["image", "a.mp4", 10, "fileName"],
    ["attachment", "a.html", 10, "fileName"],
    ["attachment", "a.exe", 10, "fileName"],
  ] as const)("before it starts: a %s called %s of %d bytes", async (kind, fileName, sizeBytes, at) => {
    const target = { video, attachment: paper, image: { kind: "image", courseId: course.courseId } as const }[kind];
    await expect(start(target, fileName, sizeBytes)).rejects.toMatchObject({
      code: "invalid_request",
      details: [{ path: at }],
    });
  });

  it("too many bytes and too few, and nothing is left behind", async () => {
    const { path } = await start(paper, "Notes.pdf", PDF.length);
    const more = await put(path, Buffer.concat([PDF, PDF]));
    expect(more.status).toBe(413);
    expect(more.headers.get("Connection")).toBe("close");
    expect((await put(path, PDF.subarray(0, 12))).status).toBe(400);
    expect((await put(path, "")).status).toBe(400);
    expect(await stored()).toEqual([]);
    expect((await put(path, PDF)).status).toBe(204);
  });

  it("a body that breaks off, and nothing is left behind", async () => {
    const { path } = await start(paper, "Notes.pdf", 1_000_000);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 5) controller.error(new Error("aborted"));
        else controller.enqueue(sent === 1 ? PDF : new Uint8Array(10_000));
      },
    });
    expect((await put(path, body)).status).toBe(400);
    expect(test.logged).toEqual([]);
    expect(await stored()).toEqual([]);
    expect((await test.db.attachment.findFirstOrThrow()).url).toBe("https://files.example/notes.pdf");
  });

  it("an address that was changed, made elsewhere, or has expired", async () => {
    const { path } = await start(paper, "Notes.pdf", PDF.length);
    const [payload = "", signature = ""] = path.split("/").at(-1)?.split(".") ?? [];
    const grant = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const other = Buffer.from(JSON.stringify({ ...grant, fileName: "a.html" })).toString("base64url");
    for (const token of [`${other}.${signature}`, `${payload}.${"A".repeat(43)}`, payload, "x.y.z", "%00"]) {
      expect((await put(`/uploads/${token}`, PDF)).status).toBe(403);
    }
    test.clock.advance(24 * 3600 * 1000);
    expect((await put(path, PDF)).status).toBe(403);
  });

  it("pages of other origins, to read the answer", async () => {
    const { path } = await start(paper, "Notes.pdf", PDF.length);
    const preflight = (origin: string) =>
      test.request(path, {
        method: "OPTIONS",
        headers: {
          Origin: origin,
          "Access-Control-Request-Method": "PUT",
          "Access-Control-Request-Headers": "content-type",
        },
      });
    expect((await preflight(TEST_ORIGIN)).headers.get("Access-Control-Allow-Methods")).toContain("PUT");
    expect((await preflight("https://evil.example")).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});
