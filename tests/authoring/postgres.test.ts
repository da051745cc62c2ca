import { setTimeout } from "node:timers/promises";

import type { AuthorCourse } from "@courselet/contract/authoring";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDatabase, type OpenDatabase } from "../../packages/server/src/database/open-database.js";
import { authorClient, type AuthorClient } from "../../packages/server/src/testing/author-client.js";
import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { seededRandom } from "../../packages/server/src/testing/seeded-random.js";
import { startPostgres, type TestPostgres } from "../../packages/server/src/testing/start-postgres.js";

// PGlite does one thing after the other; only on a server can two transactions really meet.
let postgres: TestPostgres;
let database: OpenDatabase;
let onPostgres: TestApp;
let onPglite: TestApp;
beforeAll(async () => {
  postgres = await startPostgres();
  const log = { info() {}, warn() {}, error() {} };
  database = await openDatabase({ databaseUrl: postgres.url, dataDir: "unused", log });
  onPostgres = await createTestApp({ database: database.db });
  onPglite = await createTestApp();
}, 120_000);
afterAll(async () => {
  await onPglite.close();
  await onPostgres.close();
  await database.close();
  await postgres.remove();
});

const asAuthor = async (test: TestApp) => authorClient(test, await test.asHostUser("author", { role: "author" }));

/** Positions from 1 without gap or duplicate, and the chapters that ought to be there. */
function expectWhole(course: AuthorCourse, expectedIds: readonly string[]): void {
  expect(course.chapters.map(({ position }) => position)).toEqual(course.chapters.map((_, index) => index + 1));
  expect(course.chapters.map(({ id }) => id).toSorted()).toEqual(expectedIds.toSorted());
}

function shuffled(ids: readonly string[], random: (below: number) => number): string[] {
  const rest = [...ids];
  return ids.flatMap(() => rest.splice(random(rest.length), 1));
}

/**
 * Many windows of one author at one course: reorders, new chapters and deletions, all at once. A window whose list was out of
 * date is refused and looks again.
 */
async function race(author: AuthorClient, seed: number, count: number) {
  const random = seededRandom(seed);
  const { id } = await author.draft();
  const ids: string[] = [];
  for (let index = 0; index < 8; index += 1) ids.push((await author.chapter(id)).id);
  const counts = { reordered: 0, outdated: 0, added: 0, deleted: 0 };
  const expected = new Set(ids);

  const reorder = async (): Promise<void> => {
    const { chapters } = await author.course(id);
    const wanted = chapters.map((chapter) => chapter.id);
    const chapterIds = shuffled(wanted, random);
    const { status, body } = await author.send("PUT", `courses/${id}/chapter-order`, { chapterIds });
    const answer = status === 200 ? body.chapters.map((chapter) => chapter.id) : body.error?.code;
    expect(["invalid_request", chapterIds]).toContainEqual(answer);
    if (status === 200) {
      counts.reordered += 1;
      return;
    }
    counts.outdated += 1;
    return reorder();
  };
  const add = async () => {
    expected.add((await author.chapter(id)).id);
    counts.added += 1;
  };
  const remove = async (chapterId: string) => {
    expected.delete(chapterId);
    expect((await author.send("DELETE", `chapters/${chapterId}`)).status).toBe(204);
    counts.deleted += 1;
  };

  const deletable = [...ids];
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await setTimeout(random(200));
      if (index % 6 === 4) return add();
      if (index % 12 === 5 && deletable.length > 4) return remove(deletable.pop() ?? "");
      return reorder();
    }),
  );
  expectWhole(await author.course(id), [...expected]);
  return counts;
}

describe.each([
  ["PostgreSQL", () => onPostgres, 60],
  ["PGlite", () => onPglite, 30],
] as const)("on %s", (_database, app, count) => {
  it.each([1, 2, 3])(
    "chapters that are ordered, added and deleted at once have no gap and no loss (%i)",
    async (seed) => {
      const author = await asAuthor(app());
      const counts = await race(author, seed, count);
      expect(counts.reordered + counts.added + counts.deleted).toBe(count);
      expect(counts.added).toBe(Math.floor((count + 1) / 6));
    },
    60_000,
  );

  it("fifty orders of the same chapters at once end in one of them", async () => {
    const author = await asAuthor(app());
    const { id } = await author.draft();
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) ids.push((await author.chapter(id)).id);
    const random = seededRandom(7);
    const orders = Array.from({ length: 50 }, () => shuffled(ids, random));
    const answers = await Promise.all(
      orders.map((chapterIds) => author.send("PUT", `courses/${id}/chapter-order`, { chapterIds })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const course = await author.course(id);
    expectWhole(course, ids);
    expect(orders.map(String)).toContain(String(course.chapters.map((chapter) => chapter.id)));
  }, 60_000);

  it("the last two chapters unpublished at once leave a draft, whatever is published meanwhile", async () => {
    const author = await asAuthor(app());
    for (let round = 0; round < 5; round += 1) {
      const { id, chapters } = await author.published();
      const [first, second] = chapters;
      await Promise.all([
        author.send("POST", `chapters/${first?.id}/unpublish`),
        author.send("POST", `courses/${id}/publish`),
        author.send("POST", `chapters/${second?.id}/unpublish`),
        author.send("POST", `courses/${id}/publish`),
      ]);
      const { isPublished, chapterCount } = await author.course(id);
      expect([isPublished, chapterCount]).toEqual([false, 0]);
    }
  }, 60_000);

  it("a course deleted while ten learners join it goes with none of them, or stays with them all", async () => {
    const test = app();
    const author = await asAuthor(test);
    for (let round = 0; round < 10; round += 1) {
      const { id } = await author.published();
      await author.send("PATCH", `courses/${id}`, { price: { amount: 0, currency: "usd" } });
      const learners = await Promise.all(
        Array.from({ length: 10 }, (_, index) => test.asHostUser(`${round}-${index}`)),
      );
      const join = async (index: number) => {
        await setTimeout(round * 4 + index);
        return test.request(`/v1/courses/${id}/enrolment`, { method: "POST", headers: learners[index]?.headers ?? {} });
      };
      const [gone, ...joined] = await Promise.all([
        author.send("DELETE", `courses/${id}`).then(({ status }) => status),
        ...learners.map((_, index) => join(index).then(({ status }) => status)),
      ]);
      const purchases = await test.db.purchase.count({ where: { courseId: id } });
      expect(purchases).toBe(joined.filter((status) => status === 201).length);
      expect(gone).toBe(purchases === 0 ? 204 : 409);
      expect(joined.filter((status) => status !== 201 && status !== 404)).toEqual([]);
    }
  }, 60_000);
});
