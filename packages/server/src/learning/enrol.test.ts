import { randomUUID } from "node:crypto";

import type { ErrorBody } from "@courselet/contract/errors";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";
import { recordPurchase } from "./record-purchase.js";

let test: TestApp;
let learner: TestLearner;
beforeEach(async () => {
  test = await createTestApp();
  learner = await test.asGuest();
});
afterEach(() => test.close());

async function join(courseId: string, headers: Record<string, string> = { ...learner.headers }): Promise<Response> {
  return test.request(`/v1/courses/${courseId}/enrolment`, { method: "POST", headers });
}

async function write(courseId: string, given: Partial<Parameters<typeof recordPurchase>[0]> = {}): Promise<void> {
  await recordPurchase({
    db: test.db,
    userId: learner.userId,
    courseId,
    amount: 4900,
    currency: "usd",
    status: "paid",
    stripeCheckoutSessionId: "cs_1",
    stripePaymentIntentId: "pi_1",
    ...given,
  });
}

describe("POST /v1/courses/:id/enrolment", () => {
  it("joins a free course, as often as asked, and opens its chapters", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db, { price: 0, chapters: [{}] });
    const path = `/v1/chapters/${chapterIds[0]}/playback`;
    expect((await test.request(path, { headers: learner.headers })).status).toBe(403);
    for (let time = 0; time < 2; time += 1) {
      const response = await join(courseId);
      expect(response.status).toBe(201);
      expect(await response.json()).toMatchObject({ courseId, access: "free", reason: null });
    }
    expect((await test.request(path, { headers: learner.headers })).status).toBe(200);
    expect(await test.db.purchase.findMany()).toMatchObject([
      { amount: 0, status: "paid", stripeCheckoutSessionId: null, stripePaymentIntentId: null },
    ]);
  });

  it.each([4900, null])("does not join a course with the price %s", async (price) => {
    const { courseId } = await makeCourse(test.db, { price });
    const response = await join(courseId);
    expect(response.status).toBe(409);
    expect(((await response.json()) as ErrorBody).error.code).toBe("not_free");
    expect(await test.db.purchase.count()).toBe(0);
  });

  it("is 404 for a course that is unknown or not published, 401 for nobody", async () => {
    const { courseId } = await makeCourse(test.db, { price: 0, isPublished: false });
    expect((await join(courseId)).status).toBe(404);
    expect((await join(randomUUID())).status).toBe(404);
    expect((await join(courseId, {})).status).toBe(401);
  });

  it("leaves what was paid as it is, and opens a free course to whoever got their money back", async () => {
    const paid = await makeCourse(test.db, { price: 0 });
    const refunded = await makeCourse(test.db, { price: 0 });
    await write(paid.courseId);
    await write(refunded.courseId, { status: "refunded" });
    expect(await (await join(paid.courseId)).json()).toMatchObject({ access: "purchased" });
    expect(await (await join(refunded.courseId)).json()).toMatchObject({ access: "free" });
    const row = await test.db.purchase.findFirstOrThrow({ where: { courseId: paid.courseId } });
    expect(row).toMatchObject({ amount: 4900, stripeCheckoutSessionId: "cs_1" });
  });
});

describe("recordPurchase", () => {
  it("writes one row a course and learner, and replaces it", async () => {
    const { courseId } = await makeCourse(test.db);
    await write(courseId);
    await write(courseId, { status: "refunded" });
    await write(courseId, {
      amount: 100,
      currency: "eur",
      stripeCheckoutSessionId: "cs_2",
      stripePaymentIntentId: null,
    });
    expect(await test.db.purchase.findMany()).toMatchObject([
      { amount: 100, currency: "eur", status: "paid", stripeCheckoutSessionId: "cs_2", stripePaymentIntentId: null },
    ]);
  });

  it("writes nothing of a course that is gone, and spoils no transaction", async () => {
    await write(randomUUID());
    expect(await test.db.purchase.count()).toBe(0);
  });

  it("takes part in the transaction it is given", async () => {
    const { courseId } = await makeCourse(test.db);
    const failing = test.db.$transaction(async (db) => {
      const given = { userId: learner.userId, courseId, amount: 1, currency: "usd", status: "paid" } as const;
      await recordPurchase({ db, ...given, stripeCheckoutSessionId: "cs", stripePaymentIntentId: null });
      throw new Error("and then it fails");
    });
    await expect(failing).rejects.toThrow("and then it fails");
    expect(await test.db.purchase.count()).toBe(0);
  });
});
