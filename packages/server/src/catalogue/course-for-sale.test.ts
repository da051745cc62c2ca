import { randomUUID } from "node:crypto";

import { afterEach, beforeEach, expect, it } from "vitest";

import { NotFoundError } from "../http/errors.js";
import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";
import { courseForSale } from "./course-for-sale.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

it("answers what a sale needs, of unpublished courses too", async () => {
  const { courseId } = await makeCourse(test.db, { title: "Rust", price: 100, currency: "eur", isPublished: false });
  expect(await courseForSale({ db: test.db, courseId })).toEqual({
    id: courseId,
    title: "Rust",
    description: "What it is about.",
    imageUrl: null,
    price: 100,
    currency: "eur",
    isPublished: false,
    userId: "host:author",
  });
});

it("throws NotFoundError for a course that does not exist", async () => {
  await expect(courseForSale({ db: test.db, courseId: randomUUID() })).rejects.toThrow(NotFoundError);
});
