import { randomUUID } from "node:crypto";

import { LearnerCourses } from "@courselet/contract/learning";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

async function wish(method: "PUT" | "DELETE", courseId: string, learner?: TestLearner): Promise<number> {
  const init = learner === undefined ? { method } : { method, headers: learner.headers };
  return (await test.request(`/v1/me/wishlist/${courseId}`, init)).status;
}

async function isWished(courseId: string, learner: TestLearner): Promise<boolean | undefined> {
  const response = await test.request(`/v1/me/courses?ids=${courseId}`, { headers: learner.headers });
  return LearnerCourses.parse(await response.json()).courses[0]?.wishlisted;
}

describe("the wishlist", () => {
  it("takes a course, keeps it, and gives it up, each as often as asked", async () => {
    const { courseId } = await makeCourse(test.db);
    const guest = await test.asGuest();
    expect(await isWished(courseId, guest)).toBe(false);
    expect(await wish("PUT", courseId, guest)).toBe(204);
    expect(await wish("PUT", courseId, guest)).toBe(204);
    expect(await isWished(courseId, guest)).toBe(true);
    expect(await test.db.wishlist.count()).toBe(1);
    expect(await wish("DELETE", courseId, guest)).toBe(204);
    expect(await wish("DELETE", courseId, guest)).toBe(204);
    expect(await isWished(courseId, guest)).toBe(false);
  });

  it("takes a course once when asked many times at once", async () => {
    const { courseId } = await makeCourse(test.db);
    const guest = await test.asGuest();
    const statuses = await Promise.all(Array.from({ length: 10 }, () => wish("PUT", courseId, guest)));
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(await test.db.wishlist.count()).toBe(1);
  });

  it("is each learner's own", async () => {
    const { courseId } = await makeCourse(test.db);
    const [ada, bob] = [await test.asHostUser("ada"), await test.asGuest()];
    await wish("PUT", courseId, ada);
    await wish("DELETE", courseId, bob);
    expect(await isWished(courseId, ada)).toBe(true);
    expect(await isWished(courseId, bob)).toBe(false);
  });

  it("does not take a course that is unknown or not published, and lets go of one that was unpublished", async () => {
    const { courseId } = await makeCourse(test.db);
    const guest = await test.asGuest();
    await wish("PUT", courseId, guest);
    await test.db.course.update({ where: { id: courseId }, data: { isPublished: false } });
    const other = await test.asGuest();
    expect(await wish("PUT", courseId, other)).toBe(404);
    expect(await wish("PUT", randomUUID(), guest)).toBe(404);
    expect(await wish("DELETE", randomUUID(), guest)).toBe(204);
    expect(await wish("DELETE", courseId, guest)).toBe(204);
    expect(await test.db.wishlist.count()).toBe(0);
  });

  it("asks for a token, and for a UUID", async () => {
    const { courseId } = await makeCourse(test.db);
    expect(await wish("PUT", courseId)).toBe(401);
    expect(await wish("DELETE", courseId)).toBe(401);
    expect(await wish("PUT", "1", await test.asGuest())).toBe(400);
  });
});
