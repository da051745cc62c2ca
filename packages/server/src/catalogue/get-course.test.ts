import { randomUUID } from "node:crypto";

import { Categories, Course } from "@courselet/contract/catalogue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

describe("GET /v1/courses/:id", () => {
  it("answers the card, the published chapters in order, and attachments by name", async () => {
    const { courseId, chapterIds, attachmentIds } = await makeCourse(test.db, {
      title: "Rust",
      chapters: [
        { title: "Third", position: 3, videoUrl: null, durationSeconds: null },
        { title: "First", position: 1, isFree: true, description: "Hello", durationSeconds: 12.5 },
        { title: "Draft", position: 2, isPublished: false },
        { title: "Fourth", position: 4, videoUrl: null, playbackId: "abc" },
      ],
      attachments: [{ name: "Notes.pdf" }, { name: "Cheat sheet.pdf" }],
    });
    const response = await test.request(`/v1/courses/${courseId}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("ETag")).toMatch(/^"/);
    const course = Course.parse(await response.json());
    expect(course).toMatchObject({ id: courseId, title: "Rust", chapterCount: 3, freeChapterCount: 1 });
    expect(course.chapters).toEqual([
      {
        id: chapterIds[1],
        title: "First",
        description: "Hello",
        position: 1,
        isFree: true,
        durationSeconds: 12.5,
        hasVideo: true,
        tasteSeconds: null,
      },
      {
        id: chapterIds[0],
        title: "Third",
        description: null,
        position: 3,
        isFree: false,
        durationSeconds: null,
        hasVideo: false,
        tasteSeconds: null,
      },
      {
        id: chapterIds[3],
        title: "Fourth",
        description: null,
        position: 4,
        isFree: false,
        durationSeconds: 60,
        hasVideo: true,
        tasteSeconds: null,
      },
    ]);
    expect(course.attachments).toEqual([
      { id: attachmentIds[1], name: "Cheat sheet.pdf", sizeBytes: null, contentType: null },
      { id: attachmentIds[0], name: "Notes.pdf", sizeBytes: null, contentType: null },
    ]);
  });

  it("answers 304 to its ETag", async () => {
    const { courseId } = await makeCourse(test.db);
    const etag = (await test.request(`/v1/courses/${courseId}`)).headers.get("ETag") ?? "";
    const again = await test.request(`/v1/courses/${courseId}`, { headers: { "If-None-Match": `W/${etag}` } });
    expect(again.status).toBe(304);
  });

  it("is 404 for a course that is unknown or not published, to its author too", async () => {
    const { courseId } = await makeCourse(test.db, { isPublished: false });
    const author = await test.asHostUser("author", { role: "author" });
    expect((await test.request(`/v1/courses/${courseId}`)).status).toBe(404);
    expect((await test.request(`/v1/courses/${courseId}`, { headers: author.headers })).status).toBe(404);
    expect((await test.request(`/v1/courses/${randomUUID()}`)).status).toBe(404);
    expect((await test.request("/v1/courses/1")).status).toBe(400);
  });
});

describe("GET /v1/categories", () => {
  it("counts published courses, and lists categories without any", async () => {
    await makeCourse(test.db, { category: "web" });
    await makeCourse(test.db, { category: "web", isPublished: false });
    await makeCourse(test.db, { category: "Art", isPublished: false });
    const response = await test.request("/v1/categories");
    expect(response.headers.get("Cache-Control")).toContain("public");
    const { categories } = Categories.parse(await response.json());
    expect(categories.map(({ name, courseCount }) => [name, courseCount])).toEqual([
      ["Art", 0],
      ["web", 1],
    ]);
  });
});

describe("every public answer", () => {
  it("holds nothing that plays, downloads or names an asset, with any token", async () => {
    const secrets = {
      video: "https://videos.example/secret-video.mp4",
      stored: `stored:${"c".repeat(64)}.mp4`,
      playbackId: "SecretPlaybackId",
      attachment: "https://files.example/secret-notes.pdf",
    };
    const { courseId } = await makeCourse(test.db, {
      category: "Code",
      chapters: [
        { isFree: true, videoUrl: secrets.video, playbackId: secrets.playbackId },
        { videoUrl: secrets.stored },
      ],
      attachments: [{ url: secrets.attachment }, { url: `stored:${"d".repeat(64)}.pdf` }],
    });
    const author = await test.asHostUser("author", { role: "author" });
    for (const headers of [{}, author.headers]) {
      for (const path of [`/v1/courses?ids=${courseId}`, "/v1/courses", `/v1/courses/${courseId}`, "/v1/categories"]) {
        const response = await test.request(path, { headers });
        expect(response.status).toBe(200);
        const text = await response.text();
        expect(text).not.toMatch(/secret|stored:|asset|playback|videoUrl|cccccc|dddddd|signature|"url"|userId/i);
      }
    }
  });
});
