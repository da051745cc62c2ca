import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { deleteChapterVideos } from "../../packages/server/src/authoring/video/delete-chapter-videos.js";
import { doDueVideoJobs } from "../../packages/server/src/authoring/video/do-due-video-jobs.js";
import { queueVideoJobs } from "../../packages/server/src/authoring/video/queue-video-jobs.js";
import { startVideoJobs } from "../../packages/server/src/authoring/video/start-video-jobs.js";
import { openSchool, type School } from "./mux-stand-in/open-school.js";

const SOON = { timeout: 10_000 };
let school: School;
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

async function makeVideo(index: number): Promise<string> {
  const { assetId } = await school.upload(index);
  school.mux.ready(assetId);
  await school.deliverAll();
  return assetId;
}

/** Deletes a chapter as its author would. */
async function deleteChapter(index: number): Promise<void> {
  const id = school.chapterId(index);
  await school.db.$transaction(async (db) => {
    await deleteChapterVideos({ db, clock: school.clock, chapterIds: [id] });
    await db.chapter.delete({ where: { id } });
  });
}

describe("deleting a chapter", () => {
  it("deletes its asset at Mux", async () => {
    const assetId = await makeVideo(1);
    await deleteChapter(1);
    expect(school.mux.assets.has(assetId)).toBe(true);
    expect(await doDueVideoJobs({ deps: school.deps })).toBe(1);
    expect(school.mux.assets.size).toBe(0);
    expect(await school.jobs()).toEqual([]);
    // Mux tells of it, and it is nothing new.
    await school.deliverAll();
  });

  it("keeps an asset that another chapter plays, and deletes it with the last of them", async () => {
    const assetId = await makeVideo(1);
    const playbackId = (await school.video(1))?.playbackId ?? "";
    // As a manifest does that copies a course.
    await school.db.muxData.create({ data: { assetsId: assetId, playbackId, chapterId: school.chapterId(2) } });
    await deleteChapter(1);
    expect(await doDueVideoJobs({ deps: school.deps })).toBe(1);
    expect(school.mux.assets.has(assetId)).toBe(true);
    expect(await school.jobs()).toEqual([]);
    await deleteChapter(2);
    await doDueVideoJobs({ deps: school.deps });
    expect(school.mux.assets.size).toBe(0);
  });

  it("deletes nothing when it does not come about", async () => {
    await makeVideo(1);
    const failing = school.db.$transaction(async (db) => {
      await deleteChapterVideos({ db, clock: school.clock, chapterIds: [school.chapterId(1)] });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await school.jobs()).toEqual([]);
    expect(await school.video(1)).not.toBeNull();
  });

  it("cancels an upload that nothing has come of", async () => {
    await school.start(1);
    await deleteChapter(1);
    await doDueVideoJobs({ deps: school.deps });
    expect([...school.mux.uploads.values()].map(({ status }) => status)).toEqual(["cancelled"]);
    expect(await school.jobs()).toEqual([]);
    await school.deliverAll();
  });

  it("deletes the asset of an upload that arrives at the same moment", async () => {
    const { body } = await school.start(1);
    await deleteChapter(1);
    await school.mux.send(body.uploadUrl);
    await doDueVideoJobs({ deps: school.deps });
    await doDueVideoJobs({ deps: school.deps });
    expect(school.mux.assets.size).toBe(0);
    expect(await school.jobs()).toEqual([]);
  });

  it("deletes the asset of an upload that arrives between the look and the cancelling", async () => {
    const { body } = await school.start(1);
    await deleteChapter(1);
    school.mux.fail({ kind: "delay", delayMs: 300, times: 1, on: "PUT /video/v1/uploads/" });
    const doing = doDueVideoJobs({ deps: school.deps });
    await expect.poll(() => school.mux.requests.some((request) => request.startsWith("PUT")), SOON).toBe(true);
    await school.mux.send(body.uploadUrl);
    await doing;
    await doDueVideoJobs({ deps: school.deps });
    expect(school.mux.assets.size).toBe(0);
    expect(await school.jobs()).toEqual([]);
  });
});

describe("a job", () => {
  it("is tried until Mux does it, ever more seldom", async () => {
    await makeVideo(1);
    await deleteChapter(1);
    school.mux.fail({ kind: "status", status: 500 });
    expect(await doDueVideoJobs({ deps: school.deps })).toBe(1);
    for (const [index, seconds] of [5, 30, 120, 600, 3_600, 21_600, 21_600].entries()) {
      school.clock.advance(seconds * 1_000 - 1);
      expect(await doDueVideoJobs({ deps: school.deps })).toBe(0);
      school.clock.advance(1);
      expect(await doDueVideoJobs({ deps: school.deps })).toBe(1);
      expect(await school.jobs()).toMatchObject([{ attempts: index + 2 }]);
    }
    expect(await school.db.videoJob.findFirst()).toMatchObject({ lastError: expect.stringContaining("500") });
    school.mux.clearFaults();
    school.clock.advance(21_600_000);
    await doDueVideoJobs({ deps: school.deps });
    expect(await school.jobs()).toEqual([]);
    expect(school.mux.assets.size).toBe(0);
  });

  it.each([
    ["limits", { kind: "status", status: 429 }],
    ["refuses the key", { kind: "status", status: 401 }],
    ["does not answer", { kind: "delay", delayMs: 60_000 }],
  ] as const)("waits for its next turn when Mux %s", async (_, fault) => {
    await queueVideoJobs({ db: school.db, clock: school.clock, jobs: [{ kind: "delete_asset", assetId: "a" }] });
    school.mux.fail(fault);
    await doDueVideoJobs({ deps: school.deps });
    expect(await school.jobs()).toMatchObject([{ subject: "a", attempts: 1 }]);
  });

  it("about what Mux does not have is done", async () => {
    const jobs = [
      { kind: "delete_asset", assetId: "gone" },
      { kind: "delete_playback_id", assetId: "gone", playbackId: "gone" },
      { kind: "cancel_upload", muxUploadId: "gone" },
    ] as const;
    await queueVideoJobs({ db: school.db, clock: school.clock, jobs });
    expect(await doDueVideoJobs({ deps: school.deps })).toBe(3);
    expect(await school.jobs()).toEqual([]);
  });

  it("waits while Mux is not configured", async () => {
    await queueVideoJobs({ db: school.db, clock: school.clock, jobs: [{ kind: "delete_asset", assetId: "a" }] });
    expect(await doDueVideoJobs({ deps: { ...school.deps, mux: null } })).toBe(0);
    expect(await school.jobs()).toHaveLength(1);
  });

  it("that a process took and did not end is taken again after a minute", async () => {
    await queueVideoJobs({ db: school.db, clock: school.clock, jobs: [{ kind: "delete_asset", assetId: "a" }] });
    const until = new Date(school.clock.now().getTime() + 60_000);
    await school.db.videoJob.updateMany({ data: { attempts: 1, nextAttemptAt: until } });
    expect(await doDueVideoJobs({ deps: school.deps })).toBe(0);
    school.clock.advance(60_000);
    expect(await doDueVideoJobs({ deps: school.deps })).toBe(1);
    expect(await school.jobs()).toEqual([]);
  });

  it("is done once of all who do jobs at the same time", async () => {
    const jobs = Array.from({ length: 40 }, (_, index) => ({ kind: "delete_asset", assetId: `a${index}` }) as const);
    await queueVideoJobs({ db: school.db, clock: school.clock, jobs });
    const takers = Array.from({ length: 4 }, async () => {
      let taken = 0;
      for (let count = 1; count > 0; taken += count) count = await doDueVideoJobs({ deps: school.deps });
      return taken;
    });
    const taken = await Promise.all(takers);
    expect(taken.reduce((sum, count) => sum + count)).toBe(40);
    expect(school.mux.requests.filter((request) => request.startsWith("DELETE"))).toHaveLength(40);
  });
});

describe("the server", () => {
  it("looks at uploads that Mux tells nothing of", async () => {
    const { uploadId, assetId } = await school.upload(1);
    school.mux.ready(assetId);
    school.clock.advance(300_000);
    const running = startVideoJobs({ deps: school.deps, lookEveryMs: 5, lookAtUploadsEveryMs: 20 });
    const stateNow = async () => (await school.db.videoUpload.findUnique({ where: { id: uploadId } }))?.state;
    await expect.poll(stateNow, SOON).toBe("ready");
    await running.stop(5_000);
  });

  it("does jobs beside its other work, lets those in hand end, and takes none after that", async () => {
    const assetId = await makeVideo(1);
    const running = startVideoJobs({ deps: school.deps, lookEveryMs: 5 });
    school.mux.fail({ kind: "late-answer", delayMs: 200, times: 1, on: "DELETE" });
    await deleteChapter(1);
    await expect.poll(() => school.mux.assets.has(assetId), SOON).toBe(false);
    await running.stop(5_000);
    expect(await school.jobs()).toEqual([]);
    await queueVideoJobs({ db: school.db, clock: school.clock, jobs: [{ kind: "delete_asset", assetId: "a" }] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await school.jobs()).toHaveLength(1);
  });
});
