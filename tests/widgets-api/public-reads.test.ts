import { randomUUID } from "node:crypto";

import { MAX_IDS as CONTRACT_MAX_IDS, Id } from "@courselet/contract/identifiers";
import { CHECKOUT_PARAMETER as CONTRACT_CHECKOUT_PARAMETER } from "@courselet/contract/checkout";
import { CourseCard, ChapterOutline } from "@courselet/contract/catalogue";
import { LearnerCourse } from "@courselet/contract/learning";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { CHECKOUT_PARAMETER } from "../../packages/widgets/src/data/checkout-address.js";
import { newLearner } from "../../packages/widgets/src/data/new-learner.js";
import { MAX_IDS } from "../../packages/widgets/src/data/request-batcher.js";
import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { openPage } from "./open-page.js";

let testApp: TestApp;
beforeEach(async () => {
  testApp = await createTestApp();
});
afterEach(() => testApp.close());

describe("the widgets' public reads", () => {
  it("understand every part of a course as the server tells it", async () => {
    const { courseId, chapterIds } = await makeCourse(testApp.db, {
      title: "Rust für Menschen",
      category: "Programming",
    });
    const page = openPage(testApp);
    const { card, status, learnerStatus } = await page.show(courseId);
    expect({ status, learnerStatus }).toEqual({ status: "ready", learnerStatus: "signed-out" });
    expect(CourseCard.parse(card)).toMatchObject({
      title: "Rust für Menschen",
      price: { amount: 4900, currency: "usd" },
      category: { name: "Programming" },
      chapterCount: 3,
      freeChapterCount: 1,
    });

    page.store.loadOutline(courseId);
    const { chapters, outline } = await page.until(courseId, ({ outlineStatus }) => outlineStatus === "ready");
    expect(chapters?.map((chapter) => ChapterOutline.parse(chapter).id)).toEqual(chapterIds);
    expect(outline?.attachments).toEqual([]);
    expect(page.requests).toEqual(["GET /v1/courses 200", `GET /v1/courses/${courseId} 200`]);
  });

  it("ask once for a hundred courses, and twice for one more", async () => {
    const made = await Promise.all(Array.from({ length: 101 }, () => makeCourse(testApp.db, { chapters: [] })));
    const page = openPage(testApp);
    const snapshots = await Promise.all(made.slice(0, 100).map(({ courseId }) => page.show(courseId)));
    expect(snapshots.every(({ status }) => status === "ready")).toBe(true);
    expect(page.requests).toHaveLength(1);
    await page.show(made[100]?.courseId ?? "");
    expect(page.requests).toHaveLength(2);
  });

  it("tell an unknown, an unpublished and a misspelt course from one that is there", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const { courseId: draftId } = await makeCourse(testApp.db, { isPublished: false });
    const page = openPage(testApp);
    const [there, ...rest] = await Promise.all(
      [courseId, draftId, randomUUID(), "not-a-course"].map((id) => page.show(id)),
    );
    expect(there?.status).toBe("ready");
    expect(rest.map(({ status }) => status)).toEqual(["missing", "missing", "missing"]);
    expect(page.requests).toEqual(["GET /v1/courses 200"]);
  });

  it("hear an error of the server as what it is", async () => {
    const page = openPage(testApp, { getToken: async () => (await testApp.asHostUser("anna")).token });
    await expect(page.store.playback(randomUUID())).rejects.toMatchObject({
      name: "ApiError",
      status: 404,
      code: "not_found",
      requestId: expect.any(String),
    });
    await expect(page.store.playback("no-uuid")).rejects.toMatchObject({
      status: 400,
      code: "invalid_request",
      details: [{ path: expect.any(String), message: expect.any(String) }],
    });
  });
});

describe("what the widgets repeat of the contract, whose code they do not load", () => {
  it("is the same", () => {
    expect(CHECKOUT_PARAMETER).toBe(CONTRACT_CHECKOUT_PARAMETER);
    expect(MAX_IDS).toBe(CONTRACT_MAX_IDS);
  });

  it("is what the server would say of somebody who has done nothing yet", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const { courseId: freeId } = await makeCourse(testApp.db, { price: 0 });
    const user = openPage(testApp, { getToken: async () => (await testApp.asHostUser("anna")).token });
    for (const id of [courseId, freeId]) {
      const { card, learner } = await user.show(id);
      const described = newLearner(id, card);
      expect(LearnerCourse.parse(described)).toMatchObject({ access: learner?.access, reason: learner?.reason });
      expect(described.progress).toEqual({ ...learner?.progress, nextChapterId: null });
    }
  });

  it("takes for a course id what the contract takes for one", async () => {
    const page = openPage(testApp);
    const ids = [randomUUID(), "0b8f8f4e-6a1c-5d62-9c8b-2f1c7a1f3b10", "0b8f8f4e-6a1c-0d62-9c8b-2f1c7a1f3b10", "x", ""];
    for (const id of ids) {
      const before = page.requests.length;
      page.store.subscribe(id, () => {});
      await page.until(id, ({ status }) => status === "missing");
      expect(page.requests.length - before, id).toBe(Id.safeParse(id).success ? 1 : 0);
    }
  });
});
