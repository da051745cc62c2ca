import { randomUUID } from "node:crypto";

import { LearnerCourses } from "@courselet/contract/learning";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";
import { learnerCourses } from "./learner-courses.js";
import { recordPurchase } from "./record-purchase.js";

let test: TestApp;
let learner: TestLearner;
beforeEach(async () => {
  test = await createTestApp();
  learner = await test.asHostUser("ada");
});
afterEach(() => test.close());

async function list(query: string, who = learner): Promise<LearnerCourses> {
  const response = await test.request(`/v1/me/courses?${query}`, { headers: who.headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  return LearnerCourses.parse(await response.json());
}

async function own(courseId: string, given: { amount?: number; status?: "paid" | "refunded" | "disputed" } = {}) {
  const { amount = 4900, status = "paid" } = given;
  await recordPurchase({
    db: test.db,
    userId: learner.userId,
    courseId,
    amount,
    currency: "usd",
    status,
    stripeCheckoutSessionId: amount === 0 ? null : `cs_${courseId}`,
    stripePaymentIntentId: null,
  });
}

async function ids(query: string, who = learner): Promise<string[]> {
  return (await list(query, who)).courses.map(({ courseId }) => courseId);
}

describe("GET /v1/me/courses?ids=", () => {
  it("answers every kind of access, in the order asked, without what cannot be seen", async () => {
    const bought = await makeCourse(test.db);
    const enrolled = await makeCourse(test.db, { price: 0 });
    const notEnrolled = await makeCourse(test.db, { price: 0 });
    const refunded = await makeCourse(test.db);
    const draft = await makeCourse(test.db, { isPublished: false });
    const ownDraft = await makeCourse(test.db, { isPublished: false, userId: learner.userId });
    await own(bought.courseId);
    await own(enrolled.courseId, { amount: 0 });
    await own(refunded.courseId, { status: "refunded" });
    const asked = [notEnrolled, refunded, draft, ownDraft, enrolled, bought].map(({ courseId }) => courseId);
    const { courses } = await list(`ids=${[randomUUID(), ...asked].join(",")}`);
    expect(courses.map(({ courseId, access, reason }) => [courseId, access, reason])).toEqual([
      [notEnrolled.courseId, "none", "not_enrolled"],
      [refunded.courseId, "none", "refunded"],
      [ownDraft.courseId, "author", null],
      [enrolled.courseId, "free", null],
      [bought.courseId, "purchased", null],
    ]);
  });

  it("says purchased for a course that a coupon made free", async () => {
    const { courseId } = await makeCourse(test.db);
    await own(courseId);
    await test.db.purchase.updateMany({ data: { amount: 0 } });
    expect((await list(`ids=${courseId}`)).courses[0]?.access).toBe("purchased");
  });

  it("asks the database once, however many ids", async () => {
    const made = [];
    for (let number = 0; number < 100; number += 1) made.push((await makeCourse(test.db, { chapters: [{}] })).courseId);
    let queries = 0;
    const counted = test.db.$extends({
      query: {
        $allOperations: ({ args, query }) => {
          queries += 1;
          return query(args);
        },
      },
    });
    const who = { userId: learner.userId, isGuest: false, role: "learner", email: null } as const;
    const courses = await learnerCourses({ db: counted, learner: who, ids: made });
    expect({ count: courses.length, queries }).toEqual({ count: 100, queries: 1 });
    expect(await ids(`ids=${made.join(",")}`)).toEqual(made);
  });
});

describe("GET /v1/me/courses?filter=", () => {
  it("lists what is bought or joined, the last first, and nothing that was given back", async () => {
    const [first, second, third] = [await makeCourse(test.db), await makeCourse(test.db), await makeCourse(test.db)];
    await own(first.courseId);
    await own(second.courseId, { amount: 0 });
    await own(third.courseId, { status: "refunded" });
    await boughtOn(first.courseId, 1);
    await boughtOn(second.courseId, 2);
    expect(await list("filter=purchased")).toMatchObject({
      courses: [
        { courseId: second.courseId, access: "free" },
        { courseId: first.courseId, access: "purchased" },
      ],
      nextCursor: null,
    });
    expect(await ids("filter=purchased", await test.asGuest())).toEqual([]);
  });

  it("lists what is wished for", async () => {
    const { courseId } = await makeCourse(test.db);
    const hidden = await makeCourse(test.db);
    for (const id of [courseId, hidden.courseId]) {
      await test.request(`/v1/me/wishlist/${id}`, { method: "PUT", headers: learner.headers });
    }
    await test.db.course.update({ where: { id: hidden.courseId }, data: { isPublished: false } });
    expect(await list("filter=wishlisted")).toMatchObject({ courses: [{ courseId, wishlisted: true }] });
    expect(await ids("filter=wishlisted")).toHaveLength(1);
  });

  it("lists what is begun and not done, the last touched first", async () => {
    const chapters = [{ isFree: true }, { isFree: true }, { isPublished: false }];
    const [opened, begun, later, done] = [
      await makeCourse(test.db, { chapters }),
      await makeCourse(test.db, { chapters }),
      await makeCourse(test.db, { chapters }),
      await makeCourse(test.db, { chapters }),
    ];
    await test.request(`/v1/chapters/${opened.chapterIds[0]}/playback`, { headers: learner.headers });
    await report(begun.chapterIds[0], { positionSeconds: 5 });
    test.clock.advance(1000);
    await report(later.chapterIds[0], { isCompleted: true });
    await report(done.chapterIds[0], { isCompleted: true });
    await report(done.chapterIds[1], { isCompleted: true });
    expect(await ids("filter=in-progress")).toEqual([later.courseId, begun.courseId]);
  });

  it("pages through all of them once, also where times are equal", async () => {
    const made = new Set<string>();
    for (let number = 0; number < 17; number += 1) {
      const { courseId } = await makeCourse(test.db, { chapters: [] });
      await own(courseId);
      await boughtOn(courseId, number % 3);
      made.add(courseId);
    }
    const seen: string[] = [];
    let cursor: string | null | undefined = null;
    do {
      const page: LearnerCourses = await list(`filter=purchased&limit=4${cursor === null ? "" : `&cursor=${cursor}`}`);
      seen.push(...page.courses.map(({ courseId }) => courseId));
      cursor = page.nextCursor ?? null;
    } while (cursor !== null);
    expect(seen).toHaveLength(17);
    expect(new Set(seen)).toEqual(made);
  });

  it.each([
    "",
    "filter=all",
    "ids=1",
    `ids=${randomUUID()}&filter=purchased`,
    `ids=${randomUUID()}&limit=5`,
    "filter=purchased&cursor=x",
    `filter=purchased&cursor=${Buffer.from('{"filter":"wishlisted","at":"2026-01-01T00:00:00Z","id":"5b0f3f5e-6a1c-4d62-9c8b-2f1c7a1f3b10"}').toString("base64url")}`,
    "filter=purchased&limit=0",
  ])("refuses ?%s", async (query) => {
    const response = await test.request(`/v1/me/courses?${query}`, { headers: learner.headers });
    expect(response.status).toBe(400);
  });

  it("asks for a token", async () => {
    expect((await test.request("/v1/me/courses?filter=purchased")).status).toBe(401);
  });
});

async function boughtOn(courseId: string, day: number): Promise<void> {
  await test.db.purchase.updateMany({ where: { courseId }, data: { createdAt: new Date(Date.UTC(2026, 0, 1 + day)) } });
}

async function report(chapterId: string | undefined, json: unknown): Promise<void> {
  const init = { method: "PUT", headers: learner.headers, json };
  expect((await test.request(`/v1/me/chapters/${chapterId}/progress`, init)).status).toBe(200);
}
