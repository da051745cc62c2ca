import { randomUUID } from "node:crypto";

import { LearnerCourse } from "@courselet/contract/learning";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDatabase, type OpenDatabase } from "../../packages/server/src/database/open-database.js";
import { createTestApp, type TestApp, type TestLearner } from "../../packages/server/src/testing/create-test-app.js";
import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { startPostgres, type TestPostgres } from "../../packages/server/src/testing/start-postgres.js";

// PGlite does one thing after the other; only here can two transactions really meet.
let postgres: TestPostgres;
let databases: OpenDatabase[];
let servers: TestApp[];
beforeAll(async () => {
  postgres = await startPostgres();
  const log = { info() {}, warn() {}, error() {} };
  databases = await Promise.all([1, 2].map(() => openDatabase({ databaseUrl: postgres.url, dataDir: "unused", log })));
  servers = await Promise.all(databases.map(({ db }) => createTestApp({ database: db })));
});
afterAll(async () => {
  for (const { close } of servers) await close();
  for (const database of databases) await database.close();
  await postgres.remove();
});

/** One of the two servers, which have the same database and, here, the same secrets. */
function server(number: number): TestApp {
  const app = servers[number % servers.length];
  if (app === undefined) throw new Error("no server was opened");
  return app;
}

async function report({
  at = 0,
  learner,
  chapterId,
  json,
}: {
  at?: number;
  learner: TestLearner;
  chapterId: string | undefined;
  json: unknown;
}): Promise<LearnerCourse> {
  const init = { method: "PUT", headers: learner.headers, json };
  const response = await server(at).request(`/v1/me/chapters/${chapterId}/progress`, init);
  expect(response.status).toBe(200);
  return LearnerCourse.parse(await response.json());
}

const ROUNDS = 25;

describe("progress on PostgreSQL", () => {
  it(`notes a course as completed once, when two tabs complete its last two chapters at once (${ROUNDS} times)`, async () => {
    const { db } = server(0);
    for (let round = 0; round < ROUNDS; round += 1) {
      const learner = await server(0).asHostUser(`ada-${round}`);
      const { courseId, chapterIds } = await makeCourse(db, {
        chapters: [{ isFree: true }, { isFree: true }, { isFree: true }],
      });
      await report({ learner, chapterId: chapterIds[0], json: { isCompleted: true } });
      const answers = await Promise.all(
        [1, 2].map((at) => report({ at, learner, chapterId: chapterIds[at], json: { isCompleted: true } })),
      );
      const { userId } = learner;
      expect(await db.courseCompletion.count({ where: { userId, courseId } })).toBe(1);
      expect(await db.userProgress.count({ where: { userId, isCompleted: true } })).toBe(3);
      // Whoever came last was told.
      expect(answers.filter(({ progress }) => progress.completedAt !== null).length).toBeGreaterThan(0);
    }
  });

  it("keeps all of 100 reports of one chapter that ten tabs send to two servers at once, and each of them once", async () => {
    const learner = await server(0).asHostUser("grace");
    const { chapterIds } = await makeCourse(server(0).db, { chapters: [{ isFree: true, durationSeconds: 1000 }] });
    const [chapterId = ""] = chapterIds;
    await server(0).request(`/v1/chapters/${chapterId}/playback`, { headers: learner.headers });
    for (const { clock } of servers) clock.advance(3_600_000);
    const ranges = Array.from({ length: 100 }, (_, number) => [number * 10, number * 10 + 5]);
    // Each tab sends ten, one after the other, and the last of them twice.
    const tabs = Array.from({ length: 10 }, async (_, tab) => {
      const last = { id: randomUUID(), watched: [ranges[90 + tab]], positionSeconds: 900 + tab, ageSeconds: tab };
      for (let number = 0; number < 9; number += 1) {
        const json = { id: randomUUID(), watched: [ranges[number * 10 + tab]], ageSeconds: 100 - number };
        await report({ at: tab, learner, chapterId, json });
      }
      await Promise.all([0, 1].map((at) => report({ at, learner, chapterId, json: last })));
    });
    await Promise.all(tabs);
    const { watched, positionSeconds, recentReports } = await server(0).db.userProgress.findFirstOrThrow({
      where: { userId: learner.userId, chapterId },
    });
    expect(watched).toEqual(ranges);
    // Of the youngest report, whichever came last.
    expect(positionSeconds).toBe(900);
    expect(new Set(recentReports).size).toBe(32);
  });

  it(`loses nothing of what a guest's tabs do while the guest becomes a user (${ROUNDS} times)`, async () => {
    const { db, request, asHostUser, asGuest } = server(0);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [guest, user] = [await asGuest(), await asHostUser(`mary-${round}`)];
      const { courseId, chapterIds } = await makeCourse(db, {
        price: 0,
        chapters: [{ isFree: true }, { isFree: true }],
      });
      const [first, second] = chapterIds;
      await report({ learner: guest, chapterId: first, json: { watched: [[0, 5]], isCompleted: true } });
      const headers = guest.headers;
      const [merged] = await Promise.all([
        request("/v1/me/merge", { headers: user.headers, json: { guestToken: guest.token } }),
        request(`/v1/me/wishlist/${courseId}`, { method: "PUT", headers }),
        request(`/v1/courses/${courseId}/enrolment`, { method: "POST", headers }),
        report({ learner: guest, chapterId: first, json: { watched: [[10, 15]] } }),
        report({ learner: user, chapterId: first, json: { watched: [[20, 25]] } }),
        report({ learner: user, chapterId: second, json: { isCompleted: true } }),
      ]);
      expect(merged.status).toBe(200);
      expect(await db.wishlist.count({ where: { courseId } })).toBe(1);
      expect(await db.purchase.count({ where: { courseId } })).toBe(1);
      // A report that came after the guest was merged is the guest's still, whose rows it begins anew.
      const rows = await db.userProgress.findMany({ where: { chapterId: first ?? "" } });
      const seconds = rows.flatMap(({ watched }) => watched as [number, number][]).map(([from]) => from);
      expect(seconds.toSorted((a, b) => a - b)).toEqual([0, 10, 20]);
      expect(await db.courseCompletion.findMany({ where: { courseId } })).toMatchObject([{ userId: user.userId }]);
    }
  });
});
