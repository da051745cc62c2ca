import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  closePublicDoor,
  prepareToClosePublicDoor,
} from "../../packages/server/src/authoring/video/close-public-door.js";
import { doDueVideoJobs } from "../../packages/server/src/authoring/video/do-due-video-jobs.js";
import { queueVideoJobs } from "../../packages/server/src/authoring/video/queue-video-jobs.js";
import { openSchool, type School } from "./mux-stand-in/open-school.js";

let school: School;
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

/** A public video of the free chapter, or one on its way. */
async function makePublic({ isReady = true } = {}): Promise<string> {
  const { assetId } = await school.upload(0, { playbackPolicy: "public" });
  if (isReady) school.mux.ready(assetId);
  await school.deliverAll();
  return assetId;
}

async function patch(json: Record<string, unknown>): Promise<number> {
  const path = `/v1/author/chapters/${school.chapterId(0)}`;
  return (await school.request(path, { method: "PATCH", headers: school.author.headers, json })).status;
}

const idsAtMux = (assetId: string) => school.mux.assets.get(assetId)?.playback_ids ?? [];
const isFree = async () => (await school.db.chapter.findUnique({ where: { id: school.chapterId(0) } }))?.isFree;

describe("a free chapter with a public video that becomes a paid one", () => {
  it("plays by a signed playback id, and its public one is gone when the author is answered", async () => {
    const assetId = await makePublic();
    const before = await school.video(0);
    expect(before).toMatchObject({ policy: "public" });
    expect(await patch({ isFree: false })).toBe(200);
    const after = await school.video(0);
    expect(after).toMatchObject({ policy: "signed", assetsId: assetId });
    expect(after?.playbackId).not.toBe(before?.playbackId);
    expect(idsAtMux(assetId)).toEqual([{ id: after?.playbackId, policy: "signed" }]);
    expect(await school.jobs()).toEqual([]);
  });

  it("stays free, and says why, when Mux does not answer", async () => {
    const assetId = await makePublic();
    const before = await school.video(0);
    school.mux.fail({ kind: "status", status: 500 });
    expect(await patch({ isFree: false })).toBe(503);
    expect(await isFree()).toBe(true);
    expect(await school.video(0)).toEqual(before);
    expect(await school.jobs()).toEqual([]);
    school.mux.clearFaults();
    expect(await patch({ isFree: false })).toBe(200);
    expect(idsAtMux(assetId)).toMatchObject([{ policy: "signed" }]);
  });

  it("is given out by its signed playback id at once, and the public one deleted later, when Mux fails in between", async () => {
    const assetId = await makePublic();
    school.mux.fail({ kind: "status", status: 500, on: "DELETE" });
    expect(await patch({ isFree: false })).toBe(200);
    expect(await school.video(0)).toMatchObject({ policy: "signed" });
    expect(idsAtMux(assetId).map(({ policy }) => policy)).toEqual(["public", "signed"]);
    school.mux.clearFaults();
    school.clock.advance(5_000);
    await doDueVideoJobs({ deps: school.deps });
    expect(idsAtMux(assetId)).toMatchObject([{ policy: "signed" }]);
  });

  it("gets a signed video of an upload that was to be a public one", async () => {
    const assetId = await makePublic({ isReady: false });
    expect(await patch({ isFree: false })).toBe(200);
    school.mux.ready(assetId);
    await school.deliverAll();
    await doDueVideoJobs({ deps: school.deps });
    expect(await school.video(0)).toMatchObject({ policy: "signed" });
    expect(idsAtMux(assetId)).toMatchObject([{ policy: "signed" }]);
  });

  it("gets a signed video also when it is closed between the reading and the writing", async () => {
    const assetId = await makePublic({ isReady: false });
    school.mux.ready(assetId);
    school.mux.fail({ kind: "late-answer", delayMs: 400, times: 1, on: "GET /video/v1/assets/" });
    const telling = school.deliver(school.mux.event("video.asset.ready"));
    await expect.poll(() => school.mux.requests.at(-1)).toContain("GET /video/v1/assets/");
    expect(await patch({ isFree: false })).toBe(200);
    expect(await telling).toBe(200);
    await doDueVideoJobs({ deps: school.deps });
    expect(await school.video(0)).toMatchObject({ policy: "signed" });
    expect(idsAtMux(assetId)).toMatchObject([{ policy: "signed" }]);
  });

  it("is refused when a public video comes between the asking and the closing", async () => {
    const assetId = await makePublic({ isReady: false });
    const chapterId = school.chapterId(0);
    const door = await prepareToClosePublicDoor({ deps: school.deps, chapterId });
    school.mux.ready(assetId);
    await school.deliverAll();
    const closing = school.db.$transaction((db) => closePublicDoor({ db, clock: school.clock, door }));
    await expect(closing).rejects.toMatchObject({ code: "video_unavailable" });
    expect(await school.video(0)).toMatchObject({ policy: "public" });
  });

  it("has no way in left however often and however fast its author changes their mind", async () => {
    const assetId = await makePublic();
    const statuses = await Promise.all([false, true, false, true, false].map((free) => patch({ isFree: free })));
    for (const status of statuses) expect([200, 503]).toContain(status);
    await patch({ isFree: false });
    for (let rounds = 0; rounds < 5; rounds += 1) await doDueVideoJobs({ deps: school.deps });
    expect(await isFree()).toBe(false);
    expect(idsAtMux(assetId).filter(({ policy }) => policy === "public")).toEqual([]);
    expect(idsAtMux(assetId).map(({ id }) => id)).toContain((await school.video(0))?.playbackId);
  });

  it("gets a signed playback id after an import has taken its public one", async () => {
    const assetId = await makePublic();
    const playbackId = (await school.video(0))?.playbackId ?? "";
    await school.db.muxData.updateMany({ data: { playbackId: null, policy: "signed" } });
    await queueVideoJobs({
      db: school.db,
      clock: school.clock,
      jobs: [{ kind: "delete_playback_id", assetId, playbackId }],
    });
    await doDueVideoJobs({ deps: school.deps });
    expect(idsAtMux(assetId)).toEqual([{ id: (await school.video(0))?.playbackId, policy: "signed" }]);
  });

  it("takes the public playback id from every chapter that has it, and gives them a signed one", async () => {
    const assetId = await makePublic();
    const shared = await school.db.muxData.findFirstOrThrow();
    await school.db.muxData.create({
      data: { assetsId: assetId, playbackId: shared.playbackId, policy: "public", chapterId: school.chapterId(1) },
    });
    expect(await patch({ isFree: false })).toBe(200);
    for (const index of [0, 1])
      expect(await school.video(index)).toMatchObject({ assetsId: assetId, policy: "signed" });
    const playing = [(await school.video(0))?.playbackId, (await school.video(1))?.playbackId];
    expect(playing).not.toContain(shared.playbackId);
    expect(idsAtMux(assetId).map(({ id }) => id)).toEqual(expect.arrayContaining(playing));
    expect(idsAtMux(assetId).filter(({ policy }) => policy === "public")).toEqual([]);
  });

  it("is closed also when a manifest called its public playback id a signed one", async () => {
    const assetId = await makePublic();
    await school.db.videoUpload.deleteMany();
    await school.db.muxData.updateMany({ data: { policy: "signed" } });
    school.mux.fail({ kind: "status", status: 500 });
    expect(await patch({ isFree: false })).toBe(503);
    expect(await isFree()).toBe(true);
    school.mux.clearFaults();
    expect(await patch({ isFree: false })).toBe(200);
    expect(idsAtMux(assetId)).toEqual([{ id: (await school.video(0))?.playbackId, policy: "signed" }]);
  });

  it("asks Mux nothing when its video is signed, or it has none", async () => {
    const { assetId } = await school.upload(0);
    school.mux.ready(assetId);
    await school.deliverAll();
    const asked = school.mux.requests.length;
    expect(await patch({ isFree: false })).toBe(200);
    expect(school.mux.requests.length).toBe(asked);
  });
});
