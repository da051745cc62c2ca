import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { lookAtUploads } from "../../packages/server/src/authoring/video/look-at-uploads.js";
import { TEST_API_KEY, TEST_ORIGIN } from "../../packages/server/src/testing/test-config.js";
import { openSchool, type School } from "./mux-stand-in/open-school.js";

let school: School;
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

describe("starting an upload", () => {
  it("opens one at Mux that is signed, ours, and for the page that asks", async () => {
    const { status, body } = await school.start(1, {}, { headers: { Origin: TEST_ORIGIN } });
    expect(status).toBe(201);
    const [upload] = [...school.mux.uploads.values()];
    expect(upload).toMatchObject({
      url: body.uploadUrl,
      cors_origin: TEST_ORIGIN,
      timeout: 86_400,
      new_asset_settings: { playback_policies: ["signed"], passthrough: body.uploadId },
    });
    expect(Date.parse(body.expiresAt)).toBe(school.clock.now().getTime() + 86_400_000);
    expect(await school.db.videoUpload.findUnique({ where: { id: body.uploadId } })).toMatchObject({
      chapterId: school.chapterId(1),
      muxUploadId: upload?.id,
      policy: "signed",
      state: "waiting",
    });
  });

  it.each([undefined, "https://evil.example", "null", "*"])("never lets the page %s send the file", async (origin) => {
    await school.start(1, {}, origin === undefined ? {} : { headers: { Origin: origin } });
    expect([...school.mux.uploads.values()].map(({ cors_origin }) => cors_origin)).toEqual([TEST_ORIGIN]);
  });

  it("is public for a free chapter whose author wants it so, and for no other", async () => {
    expect((await school.start(0, { playbackPolicy: "public" })).status).toBe(201);
    const { status, body } = await school.start(1, { playbackPolicy: "public" });
    expect([status, body.error?.code, body.error?.details?.[0]?.path]).toEqual([
      400,
      "invalid_request",
      "playbackPolicy",
    ]);
    expect(school.mux.uploads.size).toBe(1);
  });

  it.each<[string, () => Promise<HeadersInit>, number]>([
    ["nobody", () => Promise.resolve({ Authorization: "" }), 401],
    ["a learner", async () => (await school.asHostUser("learner")).headers, 403],
    ["a guest", async () => (await school.asGuest()).headers, 403],
    ["another author", async () => (await school.asHostUser("other", { role: "author" })).headers, 404],
    ["the author", () => Promise.resolve(school.author.headers), 201],
    ["an admin", async () => (await school.asHostUser("boss", { role: "admin" })).headers, 201],
    ["the API key", () => Promise.resolve({ Authorization: `Bearer ${TEST_API_KEY}` }), 201],
  ])("by %s", async (_, headersOf, expected) => {
    const headers = Object.entries(await headersOf()).filter(([, value]) => value !== "");
    const path = `/v1/author/chapters/${school.chapterId(1)}/upload`;
    const response = await school.request(path, { headers: Object.fromEntries(headers), json: {} });
    expect(response.status).toBe(expected);
    expect(school.mux.uploads.size).toBe(expected === 201 ? 1 : 0);
    const { body } = await school.start(1);
    const asked = await school.request(`/v1/author/uploads/${body.uploadId}`, { headers: Object.fromEntries(headers) });
    expect(asked.status).toBe(expected === 201 ? 200 : expected);
  });

  it.each([
    ["fails", { kind: "status", status: 500 }],
    ["limits", { kind: "status", status: 429 }],
    ["refuses the key", { kind: "status", status: 401 }],
    ["does not answer", { kind: "delay", delayMs: 60_000 }],
  ] as const)("is 503 within six seconds when Mux %s, and leaves nothing", async (_, fault) => {
    school.mux.fail(fault);
    const started = performance.now();
    const { status, body } = await school.start(1);
    expect([status, body.error?.code]).toEqual([503, "video_unavailable"]);
    expect(performance.now() - started).toBeLessThan(6_000);
    expect(await school.db.videoUpload.count()).toBe(0);
  });

  it("supersedes what has not ended, and tells Mux", async () => {
    const first = await school.start(1);
    const second = await school.upload(1);
    await school.deliverAll();
    const third = await school.start(1);
    const states = await school.db.videoUpload.findMany();
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
      [first.body.uploadId]: "superseded",
      [second.uploadId]: "superseded",
      [third.body.uploadId]: "waiting",
    });
    expect((await school.jobs()).map(({ kind }) => kind)).toEqual(["delete_asset", "cancel_upload"]);
  });
});

describe("an upload", () => {
  it("becomes the chapter's video, and says how far it is", async () => {
    const { uploadId, assetId } = await school.upload(1);
    expect((await school.state(uploadId)).body).toMatchObject({ state: "waiting", error: null, durationSeconds: null });
    await school.deliverAll();
    expect((await school.state(uploadId)).body).toMatchObject({ state: "processing" });
    expect(await school.video(1)).toBeNull();
    school.mux.ready(assetId, 90.25);
    await school.deliverAll();
    expect((await school.state(uploadId)).body).toMatchObject({ state: "ready", durationSeconds: 90.25 });
    const [playbackId] = school.mux.assets.get(assetId)?.playback_ids ?? [];
    expect(await school.video(1)).toEqual({ assetsId: assetId, playbackId: playbackId?.id, policy: "signed" });
    expect(await school.db.chapter.findUnique({ where: { id: school.chapterId(1) } })).toMatchObject({
      durationSeconds: 90.25,
      videoUrl: null,
    });
  });

  it("becomes ready without any webhook, when its author asks, at most every ten seconds", async () => {
    const { uploadId, assetId } = await school.upload(1);
    school.mux.ready(assetId);
    const before = school.mux.requests.length;
    await Promise.all(Array.from({ length: 20 }, () => school.state(uploadId)));
    expect(school.mux.requests.length).toBe(before);
    school.clock.advance(10_000);
    await Promise.all(Array.from({ length: 20 }, () => school.state(uploadId)));
    expect(school.mux.requests.length).toBe(before + 2);
    expect((await school.state(uploadId)).body.state).toBe("ready");
  });

  it("becomes ready without any webhook and without anybody asking, when it was quiet for five minutes", async () => {
    const { uploadId, assetId } = await school.upload(1);
    await school.deliverAll();
    const stateNow = async () => (await school.db.videoUpload.findUnique({ where: { id: uploadId } }))?.state;
    school.mux.ready(assetId);
    school.clock.advance(299_000);
    expect(await lookAtUploads({ deps: school.deps })).toBe(0);
    school.clock.advance(1_000);
    school.mux.fail({ kind: "status", status: 503 });
    expect(await lookAtUploads({ deps: school.deps })).toBe(1);
    expect(await stateNow()).toBe("processing");
    expect(await lookAtUploads({ deps: school.deps })).toBe(0);
    school.mux.clearFaults();
    school.clock.advance(300_000);
    expect(await lookAtUploads({ deps: school.deps })).toBe(1);
    expect(await stateNow()).toBe("ready");
    expect(await school.video(1)).toMatchObject({ assetsId: assetId });
    school.clock.advance(86_400_000);
    expect(await lookAtUploads({ deps: school.deps })).toBe(0);
  });

  it("that nobody sends is looked at ever more seldom", async () => {
    await school.start(1);
    const looks: number[] = [];
    for (let minute = 1; minute <= 240; minute += 1) {
      school.clock.advance(60_000);
      if ((await lookAtUploads({ deps: school.deps })) > 0) looks.push(minute);
    }
    expect(looks).toEqual([5, 10, 15, 23, 35, 53, 80, 120, 180]);
  });

  it("still says how far it is when Mux does not answer", async () => {
    const { uploadId } = await school.upload(1);
    school.clock.advance(10_000);
    school.mux.fail({ kind: "status", status: 503 });
    expect(await school.state(uploadId)).toMatchObject({ status: 200, body: { state: "waiting" } });
  });

  it("that fails says why, and leaves the old video where it was", async () => {
    const old = await school.upload(1);
    school.mux.ready(old.assetId);
    await school.deliverAll();
    const bad = await school.upload(1);
    school.mux.errored(bad.assetId, "This is a spreadsheet");
    await school.deliverAll();
    const { state, error } = (await school.state(bad.uploadId)).body;
    expect([state, error]).toEqual([
      "failed",
      "Mux cannot make a video of this file: This is a spreadsheet. Please upload another one.",
    ]);
    expect(await school.video(1)).toMatchObject({ assetsId: old.assetId });
    expect(await school.jobs()).toEqual([{ kind: "delete_asset", subject: bad.assetId, attempts: 0 }]);
  });

  it("that never arrives, or arrives broken, fails with words", async () => {
    const late = await school.start(1);
    const [lateUpload] = [...school.mux.uploads.keys()];
    school.mux.timeOutUpload(lateUpload ?? "");
    school.clock.advance(86_400_000);
    const [author, broken] = [await school.asHostUser("author", { role: "author" }), await school.start(2)];
    expect(broken.status).toBe(401);
    expect((await school.state(late.body.uploadId, author)).body).toMatchObject({
      state: "failed",
      error: expect.stringContaining("did not arrive in time"),
    });
    const again = await school.start(2, {}, { headers: author.headers });
    school.mux.failUpload([...school.mux.uploads.keys()].at(-1) ?? "");
    await school.deliverAll();
    expect((await school.state(again.body.uploadId, author)).body).toMatchObject({
      state: "failed",
      error: "The upload failed: The file could not be read. Please upload the file again.",
    });
  });

  it("replaces the video, whose asset is deleted at Mux", async () => {
    const old = await school.upload(1);
    school.mux.ready(old.assetId);
    await school.deliverAll();
    const { assetId } = await school.upload(1);
    school.mux.ready(assetId, 33);
    await school.deliverAll();
    expect(await school.video(1)).toMatchObject({ assetsId: assetId });
    expect(await school.jobs()).toEqual([{ kind: "delete_asset", subject: old.assetId, attempts: 0 }]);
  });

  it("of a paid chapter has no public playback id, whatever Mux made of it", async () => {
    const { assetId } = await school.upload(1);
    const asset = school.mux.assets.get(assetId);
    asset?.playback_ids.splice(0, 1, { id: "leaky", policy: "public" });
    school.mux.ready(assetId);
    await school.deliverAll();
    expect(await school.video(1)).toMatchObject({ policy: "signed", playbackId: asset?.playback_ids[1]?.id });
    expect(asset?.playback_ids[1]?.policy).toBe("signed");
    expect(await school.jobs()).toMatchObject([{ kind: "delete_playback_id", subject: assetId }]);
  });
});

describe("a video that is deleted at Mux", () => {
  it("leaves a chapter without a video, which is unpublished, and its course with its last published one", async () => {
    await school.db.chapter.updateMany({
      where: { id: { not: school.chapterId(1) } },
      data: { isPublished: false },
    });
    const { uploadId, assetId } = await school.upload(1);
    school.mux.ready(assetId);
    await school.deliverAll();
    school.mux.deleteAsset(assetId);
    await school.deliverAll();
    expect(await school.video(1)).toBeNull();
    expect(await school.db.chapter.findUnique({ where: { id: school.chapterId(1) } })).toMatchObject({
      isPublished: false,
      durationSeconds: null,
    });
    expect(await school.db.course.findFirst()).toMatchObject({ isPublished: false });
    expect((await school.state(uploadId)).body).toMatchObject({
      state: "failed",
      error: "The video was deleted at Mux.",
    });
  });

  it("leaves a course with another published video published", async () => {
    const video = { assetsId: "another", playbackId: "another", chapterId: school.chapterId(2) };
    await school.db.muxData.create({ data: video });
    const { assetId } = await school.upload(1);
    school.mux.ready(assetId);
    await school.deliverAll();
    school.mux.deleteAsset(assetId);
    await school.deliverAll();
    expect(await school.db.course.findFirst()).toMatchObject({ isPublished: true });
    expect(await school.db.chapter.count({ where: { isPublished: true } })).toBe(2);
  });

  it("that came here by other ways is missed as well", async () => {
    await school.db.muxData.create({
      data: { chapterId: school.chapterId(2), assetsId: "from-elsewhere", playbackId: "p" },
    });
    const event = { ...made("video.asset.deleted"), data: { id: "from-elsewhere" } };
    expect(await school.deliver(event)).toBe(200);
    expect(await school.video(2)).toBeNull();
    expect(await school.deliver(event)).toBe(200);
  });
});

function made(type: string) {
  return {
    type,
    id: `event-${type}`,
    created_at: school.clock.now().toISOString(),
    object: { type: "asset" as const, id: "from-elsewhere" },
    environment: { name: "Stand-in", id: "standin" },
    accessor: null,
    request_id: null,
    attempts: [],
  };
}
