import { randomUUID } from "node:crypto";

import { CoursesById } from "@courselet/contract/catalogue";
import type { ErrorBody } from "@courselet/contract/errors";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

async function getById(ids: string[]): Promise<CoursesById> {
  const response = await test.request(`/v1/courses?ids=${ids.join(",")}`);
  expect(response.status).toBe(200);
  return CoursesById.parse(await response.json());
}

describe("GET /v1/courses?ids=", () => {
  it("answers a card in full", async () => {
    const { courseId, categoryId } = await makeCourse(test.db, {
      title: "Rust for humans",
      description: "Slowly",
      imageUrl: "https://images.example/rust.jpg",
      price: 4900,
      currency: "eur",
      category: "Programming",
      chapters: [
        { isFree: true, durationSeconds: 60.5 },
        { durationSeconds: 30 },
        { durationSeconds: null },
        { isPublished: false, isFree: true, durationSeconds: 1000 },
      ],
    });
    const { updatedAt } = await test.db.course.findUniqueOrThrow({ where: { id: courseId } });
    expect(await getById([courseId])).toEqual({
      courses: [
        {
          id: courseId,
          title: "Rust for humans",
          description: "Slowly",
          imageUrl: "https://images.example/rust.jpg",
          price: { amount: 4900, currency: "eur" },
          category: { id: categoryId, name: "Programming" },
          chapterCount: 3,
          freeChapterCount: 1,
          durationSeconds: 90.5,
          updatedAt: updatedAt.toISOString(),
        },
      ],
      missing: [],
    });
  });

  it("answers a bare course with nulls and zeros, and a stored picture by its public URL", async () => {
    const picture = `stored:${"a".repeat(64)}.png`;
    const bare = await makeCourse(test.db, { price: null, description: null, chapters: [] });
    const pictured = await makeCourse(test.db, { imageUrl: picture, price: 0 });
    const { courses } = await getById([bare.courseId, pictured.courseId]);
    expect(courses[0]).toMatchObject({
      description: null,
      imageUrl: null,
      price: null,
      category: null,
      chapterCount: 0,
      freeChapterCount: 0,
      durationSeconds: 0,
    });
    expect(courses[1]).toMatchObject({
      imageUrl: `${test.deps.config.publicUrl}/media/${"a".repeat(64)}.png`,
      price: { amount: 0, currency: "usd" },
    });
  });

  it("keeps the order asked, names what is missing, and answers a repeated id once", async () => {
    const [a, b, hidden] = await Promise.all([
      makeCourse(test.db),
      makeCourse(test.db),
      makeCourse(test.db, { isPublished: false }),
    ]);
    const unknown = randomUUID();
    const { courses, missing } = await getById([b.courseId, unknown, a.courseId, hidden.courseId, b.courseId]);
    expect(courses.map(({ id }) => id)).toEqual([b.courseId, a.courseId]);
    expect(missing).toEqual([unknown, hidden.courseId]);
  });

  it("finds ids in upper case", async () => {
    const { courseId } = await makeCourse(test.db);
    const { courses, missing } = await getById([courseId.toUpperCase()]);
    expect({ found: courses.map(({ id }) => id), missing }).toEqual({ found: [courseId], missing: [] });
  });

  it("answers 100 ids and refuses 101", async () => {
    const ids = Array.from({ length: 101 }, () => randomUUID());
    expect((await getById(ids.slice(1))).missing).toEqual(ids.slice(1));
    const response = await test.request(`/v1/courses?ids=${ids.join(",")}`);
    expect(response.status).toBe(400);
  });

  it.each(["", ",", "1", "1,2", "not-a-uuid", "%00"])("refuses ids=%s", async (ids) => {
    const response = await test.request(`/v1/courses?ids=${ids}`);
    expect(response.status).toBe(400);
  });

  it.each([
    "q=rust",
    "category=5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10",
    "author=host:1",
    "price=free",
    "sort=title",
    "limit=5",
    "cursor=x",
  ])("refuses to mix ids with %s", async (parameter) => {
    const response = await test.request(`/v1/courses?ids=${randomUUID()}&${parameter}`);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as ErrorBody;
    expect(error.code).toBe("invalid_request");
    expect(error.details?.map(({ path }) => path)).toEqual([parameter.split("=")[0]]);
  });

  it("carries an ETag, answers 304 to it, and a new one after a change", async () => {
    const { courseId } = await makeCourse(test.db);
    const path = `/v1/courses?ids=${courseId}`;
    const first = await test.request(path);
    const etag = first.headers.get("ETag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=60, stale-while-revalidate=600");
    expect(first.headers.get("Vary")).toContain("Origin");

    const again = await test.request(path, { headers: { "If-None-Match": etag } });
    expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: "" });

    await test.db.course.update({ where: { id: courseId }, data: { title: "Another title" } });
    const changed = await test.request(path, { headers: { "If-None-Match": etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("ETag")).not.toBe(etag);
  });
});
