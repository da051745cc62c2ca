import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { searchVector } from "../../packages/server/src/catalogue/search-terms.js";
import { type CourseQuery, listCourses } from "../../packages/widgets/src/data/course-queries.js";
import { loadCategories } from "../../packages/widgets/src/data/list-categories.js";
import type { ShownList } from "../../packages/widgets/src/data/own-lists.js";
import type { CourseStore } from "../../packages/widgets/src/data/course-store.js";
import { openPage, type Page } from "./open-page.js";

let testApp: TestApp;
beforeEach(async () => {
  testApp = await createTestApp();
});
afterEach(() => testApp.close());

const tokenOf = (sub: string) => async (): Promise<string> => (await testApp.asHostUser(sub)).token;

/** What an element is to a list: always in the page. */
function shownList(store: CourseStore): ShownList {
  return { store, host: { isConnected: true, addController() {} }, reload: () => {} };
}

/** Asks for a page of a list and shows its courses, as the element does. */
async function show(page: Page, query: Partial<CourseQuery>, cursor: string | null = null) {
  const { store } = page;
  const { signal } = new AbortController();
  const list = shownList(store);
  const found = await listCourses(store, { limit: 24, ...query }, { cursor, signal, list });
  await Promise.all((found?.courseIds ?? []).map((courseId) => page.show(courseId)));
  return found;
}

/** A course that search finds. */
async function addCourse(title: string, changes: Parameters<typeof makeCourse>[1] = {}): Promise<string> {
  const { courseId } = await makeCourse(testApp.db, { title, ...changes });
  const vector = searchVector({ title, description: null });
  await testApp.db.$executeRaw`UPDATE "Course" SET "search" = ${vector}::tsvector WHERE "id" = ${courseId}::uuid`;
  return courseId;
}

const titles = (page: Page, ids: readonly string[] = []) => ids.map((id) => page.store.get(id).card?.title);

describe("a list of the catalogue", () => {
  it("is one public request for a stranger, cards and all", async () => {
    await Promise.all(["a", "b", "c"].map((title) => addCourse(title)));
    const page = openPage(testApp);
    const found = await show(page, { sort: "title" });
    expect(titles(page, found?.courseIds)).toEqual(["a", "b", "c"]);
    expect(page.requests).toEqual(["GET /v1/courses 200"]);
  });

  it("is one public and one private request for a learner, with a hundred courses", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, n) => addCourse(`Course ${n}`, { chapters: [] })));
    const page = openPage(testApp, { getToken: tokenOf("anna") });
    const found = await show(page, { limit: 100 });
    expect(found?.courseIds).toHaveLength(100);
    expect(page.requests).toEqual(["GET /v1/courses 200", "GET /v1/me/courses 200"]);
  });

  it("finds by words, category, author and price, and sorts", async () => {
    await addCourse("Rust for humans", { category: "Code", userId: "host:1", price: 0 });
    await addCourse("More Rust", { category: "Code", userId: "host:1" });
    await addCourse("Rust on cars", { category: "Cars", userId: "host:2" });
    const page = openPage(testApp);
    const code = (await loadCategories(page.store)).find(({ name }) => name === "Code");
    expect(code?.courseCount).toBe(2);
    const find = async (query: Partial<CourseQuery>) => titles(page, (await show(page, query))?.courseIds);
    expect(await find({ query: " rust ", category: code?.id, sort: "title" })).toEqual([
      "More Rust",
      "Rust for humans",
    ]);
    expect(await find({ author: "host:2" })).toEqual(["Rust on cars"]);
    expect(await find({ price: "free", query: "rust" })).toEqual(["Rust for humans"]);
    expect(await find({ query: "python" })).toEqual([]);
  });

  it("goes on where the page before ended", async () => {
    await Promise.all(["a", "b", "c"].map((title) => addCourse(title)));
    const page = openPage(testApp);
    const first = await show(page, { sort: "title", limit: 2 });
    const second = await show(page, { sort: "title", limit: 2 }, first?.nextCursor);
    expect(titles(page, second?.courseIds)).toEqual(["c"]);
    expect(second?.nextCursor).toBeNull();
  });

  it("asks once for the categories", async () => {
    const page = openPage(testApp);
    await Promise.all([loadCategories(page.store), loadCategories(page.store)]);
    expect(page.requests).toEqual(["GET /v1/categories 200"]);
  });
});

describe("a list of the learner's own", () => {
  it("is one private request for what is private of it, and one public for the cards", async () => {
    const wished = await addCourse("Wished for");
    await addCourse("Another");
    const learner = await testApp.asHostUser("anna");
    await testApp.app.request(`/v1/me/wishlist/${wished}`, { method: "PUT", headers: learner.headers });
    const page = openPage(testApp, { getToken: tokenOf("anna") });
    const found = await show(page, { source: "wishlisted" });
    expect(found).toEqual({ courseIds: [wished], nextCursor: null });
    expect(page.store.get(wished).learner?.wishlisted).toBe(true);
    expect(page.requests).toEqual(["GET /v1/me/courses 200", "GET /v1/courses 200"]);
  });

  it("has what was bought or taken, and what was begun", async () => {
    const free = await makeCourse(testApp.db, { price: 0, chapters: [{}, {}] });
    const page = openPage(testApp, { getToken: tokenOf("anna") });
    await page.show(free.courseId);
    await page.store.enrol(free.courseId);
    expect((await show(page, { source: "purchased" }))?.courseIds).toEqual([free.courseId]);
    expect((await show(page, { source: "in-progress" }))?.courseIds).toEqual([]);
    await page.store.reportProgress(free.courseId, free.chapterIds[0] ?? "", { isCompleted: true });
    expect((await show(page, { source: "in-progress" }))?.courseIds).toEqual([free.courseId]);
  });

  it("is nobody's where nobody is signed in, and nothing is asked", async () => {
    const page = openPage(testApp);
    expect(await show(page, { source: "purchased" })).toBeNull();
    expect(page.requests).toEqual([]);
  });

  it("is a guest's, who is made by doing something and not by looking", async () => {
    const courseId = await addCourse("Wished for");
    const page = openPage(testApp, { guests: true });
    expect((await show(page, { source: "wishlisted" }))?.courseIds).toEqual([]);
    expect(page.requests).toEqual([]);
    await page.show(courseId);
    await page.store.setWishlisted(courseId, true);
    expect((await show(page, { source: "wishlisted" }))?.courseIds).toEqual([courseId]);
  });

  it("is loaded again when somebody signs in, with what they did as a guest", async () => {
    const courseId = await addCourse("Wished for");
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    await page.store.setWishlisted(courseId, true);

    const { store } = page;
    const { signal } = new AbortController();
    const lists: (readonly string[] | undefined)[] = [];
    const list = shownList(store);
    list.reload = async () => {
      const query = { source: "wishlisted", limit: 24 };
      lists.push((await listCourses(store, query, { cursor: null, signal, list }))?.courseIds);
    };
    list.reload();
    await expect.poll(() => lists).toEqual([[courseId]]);
    store.setGetToken(tokenOf("anna"));
    await expect.poll(() => lists).toEqual([[courseId], [courseId]]);
    expect(page.requests.filter((request) => request.startsWith("POST /v1/me/merge"))).toHaveLength(1);
    store.setGetToken(null);
    await expect.poll(() => lists.at(-1)).toEqual([]);
  });
});
