import { CoursePage } from "@courselet/contract/catalogue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Database } from "../database/database.js";
import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { type CourseWish, makeCourse } from "../testing/make-course.js";
import { searchVector } from "./search-terms.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

/** Makes a course that search finds, as the owners of the table write it. */
async function addCourse(db: Database, wish: CourseWish): Promise<string> {
  const { courseId } = await makeCourse(db, { chapters: [], description: null, ...wish });
  const vector = searchVector({ title: wish.title ?? "A course", description: wish.description ?? null });
  await db.$executeRaw`UPDATE "Course" SET "search" = ${vector}::tsvector WHERE "id" = ${courseId}::uuid`;
  return courseId;
}

async function search(parameters: Record<string, string>): Promise<CoursePage> {
  const response = await test.request(`/v1/courses?${new URLSearchParams(parameters)}`);
  expect(response.status).toBe(200);
  return CoursePage.parse(await response.json());
}

async function titles(parameters: Record<string, string>): Promise<string[]> {
  return (await search(parameters)).courses.map(({ title }) => title);
}

describe("GET /v1/courses", () => {
  it("lists published courses, newest first, 24 at a time", async () => {
    for (let day = 1; day <= 26; day += 1) {
      await addCourse(test.db, { title: `Day ${day}`, createdAt: new Date(Date.UTC(2026, 0, day)) });
    }
    await addCourse(test.db, { title: "Draft", isPublished: false });
    const first = await search({});
    expect(first.courses.map(({ title }) => title)).toEqual(
      Array.from({ length: 24 }, (_, index) => `Day ${26 - index}`),
    );
    const second = await search({ cursor: first.nextCursor ?? "" });
    expect(second).toMatchObject({ courses: [{ title: "Day 2" }, { title: "Day 1" }], nextCursor: null });
  });

  it("filters by category, author and price, all at once", async () => {
    await addCourse(test.db, { title: "a", category: "Code", userId: "host:1", price: 0 });
    await addCourse(test.db, { title: "b", category: "Code", userId: "host:1", price: 100 });
    await addCourse(test.db, { title: "c", category: "Code", userId: "host:2", price: null });
    await addCourse(test.db, { title: "d", category: "Art", userId: "host:2", price: 100 });
    const { id: category } = await test.db.category.findUniqueOrThrow({ where: { name: "Code" } });
    expect(await titles({ category, sort: "title" })).toEqual(["a", "b", "c"]);
    expect(await titles({ author: "host:2", sort: "title" })).toEqual(["c", "d"]);
    expect(await titles({ price: "free" })).toEqual(["a"]);
    expect(await titles({ price: "paid", sort: "title" })).toEqual(["b", "d"]);
    expect(await titles({ price: "paid", category, author: "host:1" })).toEqual(["b"]);
  });

  it("sorts by title without case, and by price with courses that are not for sale last", async () => {
    await addCourse(test.db, { title: "banana", price: 300 });
    await addCourse(test.db, { title: "Apple", price: null });
    await addCourse(test.db, { title: "cherry", price: 0 });
    expect(await titles({ sort: "title" })).toEqual(["Apple", "banana", "cherry"]);
    expect(await titles({ sort: "price" })).toEqual(["cherry", "banana", "Apple"]);
  });

  it("finds titles in any script, and by relevance", async () => {
    await addCourse(test.db, { title: "はじめてのプログラミング入門" });
    await addCourse(test.db, { title: "เรียนเขียนโปรแกรมเบื้องต้น" });
    await addCourse(test.db, { title: "Основы программирования" });
    await addCourse(test.db, { title: "تعلم البرمجة بسهولة" });
    await addCourse(test.db, { title: "Cuisine française", description: "Crème brûlée" });
    await addCourse(test.db, { title: "Crème brûlée" });
    await addCourse(test.db, { title: "Crème brûlée drafts", isPublished: false });
    expect(await titles({ q: "プログラミング" })).toEqual(["はじめてのプログラミング入門"]);
    expect(await titles({ q: "โปรแกรม" })).toEqual(["เรียนเขียนโปรแกรมเบื้องต้น"]);
    expect(await titles({ q: "программ" })).toEqual(["Основы программирования"]);
    expect(await titles({ q: "البرمجة" })).toEqual(["تعلم البرمجة بسهولة"]);
    expect(await titles({ q: "creme BRU" })).toEqual(["Crème brûlée", "Cuisine française"]);
    expect(await titles({ q: "creme", sort: "newest" })).toEqual(["Crème brûlée", "Cuisine française"]);
    expect(await titles({ q: "creme entremets" })).toEqual([]);
  });

  it.each([
    "'",
    "''",
    '"',
    "\\",
    '\'; DROP TABLE "Course"; --',
    "a & | ! ( ) :* <-> b",
    "rust:*",
    "!rust",
    "🎉",
    "👩‍👩‍👧",
    "%",
    "_",
    "\u200b",
    "\ud800",
    "a".repeat(200),
    "語".repeat(200),
    "\t\n",
  ])("answers a search for %j", async (q) => {
    await addCourse(test.db, { title: "Rust" });
    const response = await test.request(`/v1/courses?${new URLSearchParams({ q })}`);
    expect(response.status).toBe(200);
  });

  it("finds nothing, rather than everything, where nothing can be searched for", async () => {
    await addCourse(test.db, { title: "Rust" });
    expect(await titles({ q: "🎉" })).toEqual([]);
    expect(await titles({ q: "  " })).toEqual(["Rust"]);
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=x",
    "sort=rank",
    "price=cheap",
    "category=x",
    `q=${"a".repeat(201)}`,
    "q=%00",
    "author=%00",
    "author=%07",
    `cursor=${"a".repeat(1001)}`,
  ])("refuses %s", async (query) => {
    const response = await test.request(`/v1/courses?${query}`);
    expect(response.status).toBe(400);
  });
});

describe("paging", () => {
  const orders: Record<string, string>[] = [
    {},
    { sort: "newest" },
    { sort: "title" },
    { sort: "price" },
    { q: "lesson" },
    { q: "lesson", sort: "title" },
  ];

  it.each(orders)("visits every course once: %j", async (order) => {
    const all = new Set<string>();
    for (let number = 0; number < 40; number += 1) {
      // Few different keys, so that most courses share theirs with others.
      const id = await addCourse(test.db, {
        title: `${number % 3 === 0 ? "Lesson lesson" : "lesson"} ${"長い題名 ".repeat(40)}`,
        description: number % 4 === 0 ? "a lesson" : null,
        price: [null, 0, 500][number % 3] ?? null,
        createdAt: new Date(Date.UTC(2026, 0, 1 + (number % 2))),
      });
      all.add(id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: CoursePage = await search({ ...order, limit: "7", ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.courses.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(40);
    expect(new Set(seen)).toEqual(all);
    expect(seen).toEqual((await search({ ...order, limit: "100" })).courses.map(({ id }) => id));
  });

  it("goes on in the right place when the course it ended at is gone", async () => {
    for (const title of ["a", "b", "c", "d"]) await addCourse(test.db, { title });
    const { courses, nextCursor } = await search({ sort: "title", limit: "2" });
    await test.db.course.delete({ where: { id: courses[1]?.id ?? "" } });
    expect(await titles({ sort: "title", limit: "2", cursor: nextCursor ?? "" })).toEqual(["c", "d"]);
  });

  it.each([
    "x",
    "%25",
    encode("null"),
    encode("[]"),
    encode('{"sort":"newest"}'),
    encode('{"sort":"newest","key":"yesterday","id":"5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10"}'),
    encode('{"sort":"newest","key":"2026-01-01T00:00:00Z","id":"1"}'),
    encode('{"sort":"title","key":"a","id":"5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10"}'),
    encode('{"sort":"newest","key":{"a":1},"id":"5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10"}'),
  ])("refuses the cursor %s", async (cursor) => {
    const response = await test.request(`/v1/courses?sort=newest&cursor=${cursor}`);
    expect(response.status).toBe(400);
  });

  it.each([
    ["title", '"\\u0000"'],
    ["title", '"\\ud800"'],
    ["title", "5"],
    ["price", "-1"],
    ["price", "1e300"],
    ["price", '"5"'],
    ["newest", '"9999-99-99T00:00:00Z"'],
    ["newest", '"0000-01-01T00:00:00Z"'],
  ])("refuses a cursor of %s with the key %s, or answers", async (sort, key) => {
    const cursor = encode(`{"sort":"${sort}","key":${key},"id":"5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10"}`);
    const response = await test.request(`/v1/courses?sort=${sort}&cursor=${cursor}`);
    expect(response.status).toBe(400);
  });

  it("answers a relevance cursor with any number", async () => {
    for (const key of ["0", "-5", "1e300", "1e-320"]) {
      const cursor = encode(`{"sort":"relevance","key":${key},"id":"5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10"}`);
      expect((await test.request(`/v1/courses?q=a&cursor=${cursor}`)).status).toBe(200);
    }
  });
});

function encode(json: string): string {
  return Buffer.from(json).toString("base64url");
}
