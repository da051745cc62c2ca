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
    });
    const all = await report(chapterIds[0], { isCompleted: true });
    expect(all.progress).toMatchObject({ percent: 100, nextChapterId: null, positionSeconds: 0 });
  });

  it("never takes completion back", async () => {
    const { chapterIds } = await makeCourse(test.db, free);
    await report(chapterIds[0], { isCompleted: true });
    const { progress } = await report(chapterIds[0], { isCompleted: false, positionSeconds: 2 });
    expect(progress.completedChapterIds).toEqual([chapterIds[0]]);
  });

  it("bounds watched time by the time since playback was granted, and then since the last report", async () => {
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

  it("loses nothing when many tabs report at once", async () => {
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, durationSeconds: 600 }] });
    await play(chapterIds[0]);
    test.clock.advance(3_600_000);
    const reports = Array.from({ length: 12 }, (_, number) =>
      report(chapterIds[0], { watched: [[number * 2, number * 2 + 1]], isCompleted: number === 5 }),
    );
    await Promise.all(reports);
    const { watched, isCompleted } = await stored(chapterIds[0]);
    expect(watched).toEqual(Array.from({ length: 12 }, (_, number) => [number * 2, number * 2 + 1]));
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
