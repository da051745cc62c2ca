import { randomUUID } from "node:crypto";

import { LearnerCourse } from "@courselet/contract/learning";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
let guest: TestLearner;
beforeEach(async () => {
  test = await createTestApp();
  guest = await test.asGuest();
});
afterEach(() => test.close());

async function report(chapterId: string | undefined, json: unknown, learner = guest): Promise<LearnerCourse> {
  const init = { method: "PUT", headers: learner.headers, json };
  const response = await test.request(`/v1/me/chapters/${chapterId}/progress`, init);
  expect(response.status).toBe(200);
  return LearnerCourse.parse(await response.json());
}

async function play(chapterId: string | undefined): Promise<void> {
  const response = await test.request(`/v1/chapters/${chapterId}/playback`, { headers: guest.headers });
  expect(response.status).toBe(200);
}

async function stored(chapterId: string | undefined) {
  return test.db.userProgress.findFirstOrThrow({ where: { chapterId: chapterId ?? "", userId: guest.userId } });
}

const free = { chapters: [{ isFree: true }, { isFree: true }, { isFree: true, isPublished: false }] };

describe("PUT /v1/me/chapters/:id/progress", () => {
  it("answers how the learner stands to the course now", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db, free);
    await play(chapterIds[1]);
    test.clock.advance(30_000);
    const during = await report(chapterIds[1], { positionSeconds: 30, watched: [[0, 30]] });
    expect(during).toEqual({
      courseId,
      access: "none",
      reason: "not_purchased",
      wishlisted: false,
      progress: {
        completedChapters: 0,
        totalChapters: 2,
        percent: 0,
        nextChapterId: chapterIds[1],
        positionSeconds: 30,
        completedChapterIds: [],
        completedAt: null,
      },
    });
    const completed = await report(chapterIds[1], { positionSeconds: 60, isCompleted: true });
    expect(completed.progress).toEqual({
      completedChapters: 1,
      totalChapters: 2,
      percent: 50,
      nextChapterId: chapterIds[0],
      positionSeconds: 0,
      completedChapterIds: [chapterIds[1]],
      completedAt: null,
    });
    const all = await report(chapterIds[0], { isCompleted: true });
    expect(all.progress).toMatchObject({ percent: 100, nextChapterId: null, positionSeconds: 0 });
  });

  it("bounds watched time by the time since playback was granted", async () => {
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, durationSeconds: 3600 }] });
    await play(chapterIds[0]);
    test.clock.advance(10_000);
    // Asking again for the video does not begin anew.
    await play(chapterIds[0]);
    await report(chapterIds[0], { watched: [[0, 3600]] });
    expect((await stored(chapterIds[0])).watched).toEqual([[0, 70]]);
    await report(chapterIds[0], { watched: [[0, 3600]] });
    expect((await stored(chapterIds[0])).watched).toEqual([[0, 70]]);
    test.clock.advance(100_000);
    await report(chapterIds[0], { watched: [[0, 3600]] });
    expect((await stored(chapterIds[0])).watched).toEqual([[0, 470]]);
  });

  it("gives 30 s to whoever reports without having asked for the video", async () => {
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, durationSeconds: 3600 }] });
    await report(chapterIds[0], { positionSeconds: 9000, watched: [[100, 9000]] });
    expect(await stored(chapterIds[0])).toMatchObject({ watched: [[100, 130]], positionSeconds: 3600 });
  });

  it("loses nothing of 100 reports that several tabs send at once", async () => {
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, durationSeconds: 600 }] });
    await play(chapterIds[0]);
    test.clock.advance(3_600_000);
    const ranges = Array.from({ length: 100 }, (_, number) => [number * 2, number * 2 + 1]);
    await Promise.all(
      ranges.map((range, number) =>
        report(chapterIds[0], {
          id: randomUUID(),
          watched: [range],
          ...(number === 50 && { isCompleted: true }),
        }),
      ),
    );
    const { watched, isCompleted } = await stored(chapterIds[0]);
    expect(watched).toEqual(ranges);
    expect(isCompleted).toBe(true);
  });

  it("keeps each learner's progress apart", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    const ada = await test.asHostUser("ada");
    await report(chapterIds[0], { isCompleted: true });
    const { progress } = await report(chapterIds[1], { positionSeconds: 5 }, ada);
    expect(progress).toMatchObject({ completedChapters: 0, positionSeconds: 5 });
  });

  it.each([
    { positionSeconds: -1 },
    { positionSeconds: "5" },
    { positionSeconds: 1e300 },
    { watched: [[5, 1]] },
    { watched: [[0]] },
    { watched: [[-1, 1]] },
    { watched: Array.from({ length: 501 }, () => [0, 1]) },
    { isCompleted: "yes" },
    { id: "not-a-uuid" },
    { ageSeconds: -1 },
    { ageSeconds: 2_592_001 },
    { completion: "half" },
    { completion: 101 },
    { durationSeconds: 0 },
    { durationSeconds: 604_801 },
    [],
    null,
    "x",
  ])("refuses %j", async (json) => {
    const { chapterIds } = await makeCourse(test.db, free);
    const init = { method: "PUT", headers: guest.headers, json };
    const response = await test.request(`/v1/me/chapters/${chapterIds[0]}/progress`, init);
    expect(response.status).toBe(400);
    expect(await test.db.userProgress.count()).toBe(0);
  });
});

describe("a report that is sent again", () => {
  it("changes nothing, and is answered with what is so now", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    await play(chapterIds[0]);
    test.clock.advance(60_000);
    const first = { id: randomUUID(), positionSeconds: 20, watched: [[0, 20]], isCompleted: true };
    await report(chapterIds[0], first);
    await report(chapterIds[0], { id: randomUUID(), positionSeconds: 30, isCompleted: false });
    const before = await stored(chapterIds[0]);
    test.clock.advance(60_000);
    const { progress } = await report(chapterIds[0], { ...first, id: first.id.toUpperCase() });
    expect(progress).toMatchObject({ completedChapters: 0, positionSeconds: 30 });
    expect(await stored(chapterIds[0])).toEqual(before);
  });

  it("by twenty tabs at once is applied once", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    const id = randomUUID();
    await Promise.all(Array.from({ length: 20 }, () => report(chapterIds[0], { id, positionSeconds: 20 })));
    expect((await stored(chapterIds[0])).recentReports).toEqual([id]);
  });

  it("is known among the newest 32", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    const ids = Array.from({ length: 40 }, () => randomUUID());
    for (const id of ids) await report(chapterIds[0], { id, positionSeconds: 1 });
    expect((await stored(chapterIds[0])).recentReports).toEqual(ids.toReversed().slice(0, 32));
  });
});

describe("a report that was queued", () => {
  it("does not move the position back, nor the chapter to go on with", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    await play(chapterIds[0]);
    await play(chapterIds[1]);
    test.clock.advance(600_000);
    await report(chapterIds[1], { positionSeconds: 40, watched: [[0, 40]] });
    const late = await report(chapterIds[0], { positionSeconds: 10, watched: [[0, 10]], ageSeconds: 300 });
    expect(late.progress).toMatchObject({ nextChapterId: chapterIds[1], positionSeconds: 40 });
    await report(chapterIds[1], { positionSeconds: 5, watched: [[40, 45]], ageSeconds: 300 });
    expect(await stored(chapterIds[1])).toMatchObject({ positionSeconds: 40, watched: [[0, 45]] });
  });
});

describe("completion of a chapter", () => {
  it("is decided by the server, from what it takes as watched", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    await play(chapterIds[0]);
    const claimed = await report(chapterIds[0], { watched: [[0, 60]], completion: 80 });
    expect(claimed.progress.completedChapters).toBe(0);
    test.clock.advance(60_000);
    const { progress } = await report(chapterIds[0], { watched: [[0, 60]], completion: 80 });
    expect(progress.completedChapterIds).toEqual([chapterIds[0]]);
  });

  it("follows the course's own percentage, whatever the page says", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db, free);
    await test.db.course.update({ where: { id: courseId }, data: { completionPercent: 100 } });
    await play(chapterIds[0]);
    test.clock.advance(60_000);
    const skipped = { positionSeconds: 60, watched: [[50, 60]], completion: 0 };
    expect((await report(chapterIds[0], skipped)).progress.completedChapters).toBe(0);
    expect((await report(chapterIds[0], { watched: [[0, 50]] })).progress.completedChapters).toBe(1);
  });

  it("is the learner's to take back, and no replay gives it again", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    await play(chapterIds[0]);
    test.clock.advance(100_000);
    const ended = { positionSeconds: 60, watched: [[0, 60]] };
    expect((await report(chapterIds[0], ended)).progress.completedChapters).toBe(1);
    test.clock.advance(10_000);
    expect((await report(chapterIds[0], { isCompleted: false })).progress.completedChapters).toBe(0);
    expect((await report(chapterIds[0], { ...ended, ageSeconds: 20 })).progress.completedChapters).toBe(0);
    test.clock.advance(10_000);
    expect((await report(chapterIds[0], ended)).progress.completedChapters).toBe(1);
  });

  it("by hand is for courses that allow it: 403, and nothing of the report counts", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db, free);
    await test.db.course.update({ where: { id: courseId }, data: { allowsManualCompletion: false } });
    for (const isCompleted of [true, false]) {
      const init = { method: "PUT", headers: guest.headers, json: { isCompleted, positionSeconds: 3 } };
      const response = await test.request(`/v1/me/chapters/${chapterIds[0]}/progress`, init);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: "forbidden" } });
    }
    expect(await test.db.userProgress.count()).toBe(0);
  });

  it("by hand is always there for a chapter without a video", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, videoUrl: null }] });
    await test.db.course.update({ where: { id: courseId }, data: { allowsManualCompletion: false } });
    expect((await report(chapterIds[0], { isCompleted: true })).progress.percent).toBe(100);
    expect((await report(chapterIds[0], { isCompleted: false })).progress.percent).toBe(0);
  });
});

describe("completion of a course", () => {
  it("is noted once, when every published chapter is completed for the first time, and stays", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db, free);
    const [first = "", second = "", hidden = ""] = chapterIds;
    expect((await report(first, { isCompleted: true })).progress.completedAt).toBeNull();
    expect(await test.db.courseCompletion.count()).toBe(0);
    test.clock.advance(1_000);
    const completedAt = test.clock.now().toISOString();
    expect((await report(second, { isCompleted: true })).progress).toMatchObject({ percent: 100, completedAt });

    test.clock.advance(60_000);
    await test.db.chapter.update({ where: { id: hidden }, data: { isPublished: true } });
    const more = await report(second, { positionSeconds: 1 });
    expect(more.progress).toMatchObject({ percent: 66, totalChapters: 3, nextChapterId: hidden, completedAt });
    expect((await report(second, { isCompleted: false })).progress).toMatchObject({ percent: 33, completedAt });
    expect((await report(second, { isCompleted: true })).progress).toMatchObject({ percent: 66, completedAt });
    expect((await report(hidden, { isCompleted: true })).progress).toMatchObject({ percent: 100, completedAt });
    expect(await test.db.courseCompletion.findMany()).toEqual([
      { userId: guest.userId, courseId, completedAt: new Date(completedAt) },
    ]);
  });

  it("is over published chapters alone, which come and go", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    const [first = "", second = "", hidden = ""] = chapterIds;
    const publish = (id: string, isPublished: boolean) =>
      test.db.chapter.update({ where: { id }, data: { isPublished } });
    expect((await report(first, { isCompleted: true })).progress).toMatchObject({ percent: 50, completedAt: null });
    await publish(hidden, true);
    expect((await report(first, { positionSeconds: 1 })).progress).toMatchObject({ percent: 33, totalChapters: 3 });
    await publish(second, false);
    expect((await report(first, { positionSeconds: 1 })).progress).toMatchObject({ percent: 50, totalChapters: 2 });
    await test.db.chapter.delete({ where: { id: hidden } });
    const last = await report(first, { positionSeconds: 1 });
    expect(last.progress).toMatchObject({ percent: 100, totalChapters: 1 });
    expect(last.progress.completedAt).not.toBeNull();
    await publish(first, false);
    await publish(second, true);
    expect((await report(second, { positionSeconds: 1 })).progress).toMatchObject({
      percent: 0,
      completedAt: last.progress.completedAt,
    });
  });

  it("is noted once when two tabs complete the last two chapters in the same moment", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { courseId, chapterIds } = await makeCourse(test.db, free);
      const complete = (id: string | undefined) => report(id, { isCompleted: true });
      await Promise.all([complete(chapterIds[0]), complete(chapterIds[1])]);
      expect(await test.db.courseCompletion.count({ where: { courseId } })).toBe(1);
    }
  });
});

describe("progress is accepted only with access, never goes down, is bounded by the duration and by the time", () => {
  it("refuses whoever has no access, and keeps nothing of it", async () => {
    const { chapterIds } = await makeCourse(test.db, { chapters: [{}] });
    const put = (headers: Record<string, string>) =>
      test.request(`/v1/me/chapters/${chapterIds[0]}/progress`, {
        method: "PUT",
        headers,
        json: { positionSeconds: 5, watched: [[0, 5]], isCompleted: true },
      });
    expect((await put({})).status).toBe(401);
    expect((await put(guest.headers)).status).toBe(403);
    expect(await test.db.userProgress.count()).toBe(0);
  });

  it("takes no more than the video has, nor than time allows, and gives nothing of it back", async () => {
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, durationSeconds: 100 }] });
    await play(chapterIds[0]);
    test.clock.advance(5_000);
    await report(chapterIds[0], { positionSeconds: 7000, watched: [[0, 7000]] });
    expect(await stored(chapterIds[0])).toMatchObject({ positionSeconds: 100, watched: [[0, 50]] });
    // However it is cut into pieces, and however old it says it is.
    for (let from = 50; from < 100; from += 10) {
      await report(chapterIds[0], { watched: [[from, from + 10]], ageSeconds: 5000 });
    }
    expect((await stored(chapterIds[0])).watched).toEqual([[0, 50]]);
    test.clock.advance(3_600_000);
    await report(chapterIds[0], { watched: [[0, 7000]] });
    expect((await stored(chapterIds[0])).watched).toEqual([[0, 100]]);
    await report(chapterIds[0], { positionSeconds: 0, watched: [] });
    expect(await stored(chapterIds[0])).toMatchObject({ watched: [[0, 100]], isCompleted: true });
  });
});
