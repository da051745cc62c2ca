import type { AuthorChapter } from "@courselet/contract/authoring";
import type { Course } from "@courselet/contract/catalogue";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { authorClient, type AuthorClient, VIDEO_LINK } from "../../testing/author-client.js";
import { createTestApp, type TestApp } from "../../testing/create-test-app.js";

let test: TestApp;
let author: AuthorClient;
let other: AuthorClient;
beforeAll(async () => {
  test = await createTestApp();
  author = authorClient(test, await test.asHostUser("author", { role: "author" }));
  other = authorClient(test, await test.asHostUser("other", { role: "author" }));
});
afterAll(() => test.close());

const change = (id: string, patch: Record<string, unknown>) =>
  author.send<AuthorChapter>("PATCH", `chapters/${id}`, patch);
const positions = async (courseId: string) =>
  (await author.course(courseId)).chapters.map(({ id, position }) => [position, id]);

describe("a new chapter", () => {
  it("is a draft at the end of its course", async () => {
    const { id: courseId } = await author.draft();
    const first = await author.chapter(courseId, { title: "One", isFree: true, durationSeconds: 60, tasteSeconds: 10 });
    expect(first).toMatchObject({
      courseId,
      title: "One",
      position: 1,
      isPublished: false,
      isFree: true,
      tasteSeconds: 10,
      hasVideo: true,
      videoUrl: VIDEO_LINK,
      video: { kind: "link", state: "ready", error: null, durationSeconds: 60, playbackPolicy: null },
    });
    const second = await author.chapter(courseId, { title: "Two", videoUrl: null });
    expect(second).toMatchObject({ position: 2, hasVideo: false, video: { kind: null, state: "none" } });
    expect((await author.course(courseId)).chapters).toEqual([first, second]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["no title", { title: "" }, "title"],
    ["a file for its video", { title: "A", videoUrl: "file:///etc/passwd" }, "videoUrl"],
    ["a taste of nothing", { title: "A", tasteSeconds: 0 }, "tasteSeconds"],
    ["a duration of nothing", { title: "A", durationSeconds: 60 }, "durationSeconds"],
  ])("with %s is refused by the name of the field", async (_, input, path) => {
    const { id } = await author.draft();
    const { status, body } = await author.send("POST", `courses/${id}/chapters`, input);
    expect([status, body.error?.details?.map((detail) => detail.path)]).toEqual([400, [path]]);
  });
});

describe("a chapter", () => {
  it("changes in what is given and in nothing else, and its course with it", async () => {
    const { id: courseId } = await author.draft();
    const made = await author.chapter(courseId, { durationSeconds: 60 });
    test.clock.advance(1_000);
    const updatedAt = test.clock.now().toISOString();
    const { body } = await change(made.id, {
      description: "New.",
      tasteSeconds: 30,
      videoUrl: null,
      durationSeconds: null,
    });
    expect(body).toMatchObject({
      title: made.title,
      description: "New.",
      tasteSeconds: 30,
      hasVideo: false,
      updatedAt,
    });
    expect((await author.course(courseId)).updatedAt).toBe(updatedAt);
    expect((await change(made.id, { position: 7 })).status).toBe(400);
  });

  it("forgets the duration of a link that another one takes the place of", async () => {
    const { id: courseId } = await author.draft();
    const { id } = await author.chapter(courseId, { durationSeconds: 60 });
    expect((await change(id, { durationSeconds: 61 })).body.durationSeconds).toBe(61);
    expect((await change(id, { videoUrl: VIDEO_LINK })).body.durationSeconds).toBe(61);
    const { body } = await change(id, { videoUrl: "https://videos.example/two.webm" });
    expect(body).toMatchObject({ durationSeconds: null, videoUrl: "https://videos.example/two.webm" });
  });

  it("shows the author no name of a stored file, and keeps it when its null is sent back", async () => {
    const { id: courseId } = await author.draft();
    const { id } = await author.chapter(courseId);
    const videoUrl = `stored:${"b".repeat(64)}.mp4`;
    await test.db.chapter.update({ where: { id }, data: { videoUrl, durationSeconds: 12.5 } });
    const { body } = await change(id, { videoUrl: null, durationSeconds: 12.5 });
    expect(body).toMatchObject({ videoUrl: null, hasVideo: true, video: { kind: "file", state: "ready" } });
    expect((await change(id, { durationSeconds: 13 })).status).toBe(400);
    expect((await test.db.chapter.findUniqueOrThrow({ where: { id } })).videoUrl).toBe(videoUrl);
  });

  it("says how far its newest upload is, until that is what plays", async () => {
    const { id: courseId } = await author.draft();
    const { id } = await author.chapter(courseId, { videoUrl: null });
    const upload = {
      chapterId: id,
      muxUploadId: "upload-1",
      expiresAt: new Date(test.clock.now().getTime() + 3_600_000),
    };
    const { id: uploadId } = await test.db.videoUpload.create({ data: upload });
    const video = async () => (await author.course(courseId)).chapters[0]?.video;
    expect(await video()).toMatchObject({ kind: "mux", state: "waiting", playbackPolicy: "signed" });
    await test.db.videoUpload.update({ where: { id: uploadId }, data: { state: "failed", error: "It is a picture." } });
    expect(await video()).toMatchObject({ state: "failed", error: "It is a picture." });
    await test.db.videoUpload.update({ where: { id: uploadId }, data: { state: "waiting", expiresAt: new Date(0) } });
    expect(await video()).toMatchObject({ kind: null, state: "none" });
    await test.db.videoUpload.update({ where: { id: uploadId }, data: { state: "ready" } });
    await test.db.muxData.create({ data: { chapterId: id, assetsId: "asset-1", playbackId: "p1", policy: "public" } });
    expect(await video()).toMatchObject({ kind: "mux", state: "ready", playbackPolicy: "public" });
  });

  it("gives its video at Mux up for a link", async () => {
    const { id: courseId } = await author.draft();
    const { id } = await author.chapter(courseId, { videoUrl: null });
    await test.db.muxData.create({ data: { chapterId: id, assetsId: "asset-2", playbackId: "p2" } });
    expect((await change(id, { title: "Still there", videoUrl: null })).body.video.kind).toBe("mux");
    expect((await change(id, { videoUrl: VIDEO_LINK })).body.video.kind).toBe("link");
    const jobs = await test.db.videoJob.findMany({ where: { subject: "asset-2" } });
    expect(jobs.map(({ kind }) => kind)).toEqual(["delete_asset"]);
  });

  it("stays free while nobody can close its public door", async () => {
    const { id: courseId } = await author.draft();
    const { id } = await author.chapter(courseId, { videoUrl: null, isFree: true });
    await test.db.muxData.create({ data: { chapterId: id, assetsId: "asset-3", playbackId: "p3", policy: "public" } });
    const { status, body } = await change(id, { isFree: false, title: "Paid" });
    expect([status, body.error?.code]).toEqual([503, "video_unavailable"]);
    expect((await author.course(courseId)).chapters[0]).toMatchObject({ isFree: true, title: "A chapter" });
    await test.db.muxData.update({ where: { chapterId: id }, data: { policy: "signed" } });
    expect((await change(id, { isFree: false })).body.isFree).toBe(false);
  });

  it("is another author's own: 404", async () => {
    const { chapters } = await author.published();
    const id = chapters[0]?.id ?? "";
    const requests: [string, string, unknown?][] = [
      ["PATCH", `chapters/${id}`, { title: "Mine" }],
      ["POST", `chapters/${id}/publish`],
      ["POST", `chapters/${id}/unpublish`],
      ["DELETE", `chapters/${id}`],
    ];
    for (const [method, path, json] of requests) {
      expect([method, path, (await other.send(method, path, json)).status]).toEqual([method, path, 404]);
    }
  });
});

describe("publishing a chapter", () => {
  it("needs a video, or a description to read", async () => {
    const { id: courseId } = await author.draft();
    const { id } = await author.chapter(courseId, { videoUrl: null });
    const refused = await author.send("POST", `chapters/${id}/publish`);
    expect([refused.status, refused.body.error?.code]).toEqual([409, "not_publishable"]);
    await change(id, { description: "To read." });
    for (const _ of [1, 2]) {
      const { status, body } = await author.send("POST", `chapters/${id}/publish`);
      expect([status, body.chapters[0]?.isPublished]).toEqual([200, true]);
    }
    const emptied = await change(id, { description: "" });
    expect([emptied.status, emptied.body.error?.code]).toEqual([409, "not_publishable"]);
    expect((await change(id, { description: null, videoUrl: VIDEO_LINK })).status).toBe(200);
  });

  it("shows it to everybody, and a draft to nobody", async () => {
    const { id, chapters } = await author.published();
    const outline = async () => ((await (await test.request(`/v1/courses/${id}`)).json()) as Course).chapters;
    expect((await outline()).map((chapter) => chapter.id)).toEqual(chapters.slice(0, 2).map((chapter) => chapter.id));
    await author.send("POST", `chapters/${chapters[2]?.id}/publish`);
    expect(await outline()).toHaveLength(3);
  });

  it("taken back from the last one with a video takes its course along", async () => {
    const { id, chapters } = await author.published();
    const [first, second, draft] = chapters;
    await change(draft?.id ?? "", { description: "To read.", videoUrl: null });
    await author.send("POST", `chapters/${draft?.id}/publish`);
    const one = await author.send("POST", `chapters/${first?.id}/unpublish`);
    expect([one.status, one.body.isPublished]).toEqual([200, true]);
    const refused = await change(second?.id ?? "", { videoUrl: null, description: "Read on." });
    expect([refused.status, refused.body.error?.details?.[0]?.path]).toEqual([409, "chapters"]);
    const two = await author.send("POST", `chapters/${second?.id}/unpublish`);
    expect([two.status, two.body.isPublished, two.body.missing]).toEqual([200, false, ["chapters"]]);
    expect((await test.request(`/v1/courses/${id}`)).status).toBe(404);
  });
});

describe("deleting a chapter", () => {
  it("closes the gap, and gives its video at Mux up", async () => {
    const { id, chapters } = await author.published();
    const [first, second, third] = chapters;
    await test.db.muxData.create({ data: { chapterId: first?.id ?? "", assetsId: "asset-4", playbackId: "p4" } });
    expect((await author.send("DELETE", `chapters/${first?.id}`)).status).toBe(204);
    expect(await positions(id)).toEqual([
      [1, second?.id],
      [2, third?.id],
    ]);
    expect(await test.db.videoJob.count({ where: { subject: "asset-4" } })).toBe(1);
    expect((await author.course(id)).isPublished).toBe(true);
    await author.send("DELETE", `chapters/${second?.id}`);
    expect((await author.course(id)).isPublished).toBe(false);
    expect((await author.send("DELETE", `chapters/${second?.id}`)).status).toBe(404);
  });
});

describe("the order of chapters", () => {
  it("is what is asked for, all at once", async () => {
    const { id, chapters } = await author.published();
    const wanted = chapters.map((chapter) => chapter.id).toReversed();
    const { status, body } = await author.send("PUT", `courses/${id}/chapter-order`, { chapterIds: wanted });
    expect([status, body.chapters.map((chapter) => chapter.id)]).toEqual([200, wanted]);
    expect(await positions(id)).toEqual(wanted.map((chapterId, index) => [index + 1, chapterId]));
    const again = await author.send("PUT", `courses/${id}/chapter-order`, {
      chapterIds: wanted.map((chapterId) => chapterId.toUpperCase()),
    });
    expect(again.body).toEqual(body);
  });

  it("names every chapter once and no other", async () => {
    const { id, chapters } = await author.published();
    const ids = chapters.map((chapter) => chapter.id);
    const foreign = (await author.published()).chapters[0]?.id;
    const [first, second, third] = ids;
    const wrong: [string, unknown[]][] = [
      ["one is missing", [first, second]],
      ["one is named twice", [first, second, second]],
      ["one is of another course", [first, second, foreign]],
      ["one more is of another course", [first, second, third, foreign]],
      ["one is no id", [first, second, "third"]],
      ["none", []],
    ];
    for (const [what, chapterIds] of wrong) {
      const { status, body } = await author.send("PUT", `courses/${id}/chapter-order`, { chapterIds });
      expect([what, status]).toEqual([what, 400]);
      expect(body.error?.details?.[0]?.path).toMatch(/^chapterIds/);
    }
    expect(await positions(id)).toEqual(ids.map((chapterId, index) => [index + 1, chapterId]));
  });
});
