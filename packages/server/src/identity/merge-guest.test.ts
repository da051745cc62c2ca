import type { MergeResult } from "@courselet/contract/identity";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
let guest: TestLearner;
let user: TestLearner;
beforeEach(async () => {
  test = await createTestApp();
  guest = await test.asGuest();
  user = await test.asHostUser("42");
});
afterEach(() => test.close());

const merge = (as: TestLearner, of: TestLearner) =>
  test.request("/v1/me/merge", { headers: as.headers, json: { guestToken: of.token } });

async function merged(): Promise<MergeResult> {
  const response = await merge(user, guest);
  expect(response.status).toBe(200);
  return (await response.json()) as MergeResult;
}

const purchase = (userId: string, courseId: string, more: { amount?: number; status?: "paid" | "refunded" } = {}) =>
  test.db.purchase.create({ data: { userId, courseId, amount: 4900, currency: "usd", ...more } });

describe("what a guest has", () => {
  it("moves: wishlist, progress, purchases, checkouts and the Stripe customer", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db);
    const [chapterId = ""] = chapterIds;
    await test.db.wishlist.create({ data: { userId: guest.userId, courseId } });
    await test.db.userProgress.create({
      data: { userId: guest.userId, chapterId, positionSeconds: 12, watched: [[0, 12]] },
    });
    await purchase(guest.userId, courseId);
    await test.db.customer.create({ data: { userId: guest.userId, customerId: "cus_1", email: "a@b.example" } });
    await test.db.checkout.create({
      data: {
        userId: guest.userId,
        courseId,
        amount: 4900,
        currency: "usd",
        returnUrl: "https://school.example/",
        expiresAt: new Date(),
      },
    });

    expect(await merged()).toEqual({ merged: true, wishlist: 1, chapters: 1, purchases: 1 });

    expect(await test.db.wishlist.findMany()).toMatchObject([{ userId: user.userId, courseId }]);
    expect(await test.db.userProgress.findMany()).toMatchObject([
      { userId: user.userId, chapterId, positionSeconds: 12, watched: [[0, 12]], isCompleted: false },
    ]);
    expect(await test.db.purchase.findMany()).toMatchObject([{ userId: user.userId, amount: 4900, status: "paid" }]);
    expect(await test.db.customer.findMany()).toMatchObject([
      { userId: user.userId, customerId: "cus_1", email: "a@b.example" },
    ]);
    expect(await test.db.checkout.findMany()).toMatchObject([{ userId: user.userId }]);
  });

  it("joins what the user has: nothing is lost, nothing is there twice", async () => {
    const both = await makeCourse(test.db);
    const guestOnly = await makeCourse(test.db);
    const [chapterId = ""] = both.chapterIds;
    await test.db.wishlist.createMany({
      data: [
        { userId: guest.userId, courseId: both.courseId },
        { userId: guest.userId, courseId: guestOnly.courseId },
        { userId: user.userId, courseId: both.courseId },
      ],
    });
    await test.db.userProgress.createMany({
      data: [
        {
          userId: guest.userId,
          chapterId,
          positionSeconds: 50.5,
          watched: [
            [5, 10],
            [30.25, 50.5],
          ],
        },
        {
          userId: user.userId,
          chapterId,
          isCompleted: true,
          positionSeconds: 8,
          watched: [
            [0, 5],
            [8, 20],
          ],
        },
      ],
    });
    await test.db.customer.createMany({
      data: [
        { userId: guest.userId, customerId: "cus_guest" },
        { userId: user.userId, customerId: "cus_user" },
      ],
    });

    expect(await merged()).toEqual({ merged: true, wishlist: 1, chapters: 1, purchases: 0 });

    expect(await test.db.wishlist.count({ where: { userId: user.userId } })).toBe(2);
    expect(await test.db.userProgress.findMany()).toMatchObject([
      {
        userId: user.userId,
        isCompleted: true,
        positionSeconds: 50.5,
        watched: [
          [0, 20],
          [30.25, 50.5],
        ],
      },
    ]);
    expect(await test.db.customer.findMany()).toMatchObject([{ userId: user.userId, customerId: "cus_user" }]);
    expect(await test.db.wishlist.count({ where: { userId: guest.userId } })).toBe(0);
  });

  it("joins progress by when it was made: the newest position, all that was watched, every report", async () => {
    const { chapterIds } = await makeCourse(test.db);
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 31, 9, minute));
    const [guestNewer = "", userNewer = "", oneKnown = ""] = chapterIds;
    const rows = [
      [guestNewer, { positionSeconds: 5, positionAt: at(30) }, { positionSeconds: 50, positionAt: at(20) }],
      [userNewer, { positionSeconds: 50, positionAt: at(20) }, { positionSeconds: 5, positionAt: at(30) }],
      [oneKnown, { positionSeconds: 50, positionAt: null }, { positionSeconds: 7, positionAt: at(10) }],
    ] as const;
    const reports = [1, 2].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`);
    for (const [chapterId, theirs, own] of rows) {
      await test.db.userProgress.createMany({
        data: [
          { chapterId, userId: guest.userId, watched: [[0, 10]], recentReports: reports.slice(0, 1), ...theirs },
          { chapterId, userId: user.userId, watched: [[5, 20]], recentReports: reports.slice(1), ...own },
        ],
      });
    }
    await merged();
    const found = await test.db.userProgress.findMany();
    expect(found.map(({ userId }) => userId)).toEqual([user.userId, user.userId, user.userId]);
    const of = (id: string) => found.find(({ chapterId }) => chapterId === id);
    expect(of(guestNewer)).toMatchObject({ positionSeconds: 5, positionAt: at(30), watched: [[0, 20]] });
    expect(of(userNewer)).toMatchObject({ positionSeconds: 5, positionAt: at(30) });
    expect(of(oneKnown)).toMatchObject({ positionSeconds: 7, positionAt: at(10) });
    expect(of(oneKnown)?.recentReports.toSorted()).toEqual(reports);
  });

  it("takes no completion away, and says when it was decided", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db);
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 31, 9, minute));
    const [undoneByGuest = "", both = "", neither = ""] = chapterIds;
    const rows = [
      [undoneByGuest, { isCompleted: false, completionAt: at(30) }, { isCompleted: true, completionAt: at(20) }],
      [both, { isCompleted: true, completionAt: at(10) }, { isCompleted: true, completionAt: at(20) }],
      [neither, { isCompleted: false, completionAt: at(10) }, { isCompleted: false, completionAt: null }],
    ] as const;
    for (const [chapterId, theirs, own] of rows) {
      await test.db.userProgress.create({ data: { chapterId, userId: guest.userId, ...theirs } });
      await test.db.userProgress.create({ data: { chapterId, userId: user.userId, ...own } });
    }
    await merged();
    const found = await test.db.userProgress.findMany();
    const of = (id: string) => found.find(({ chapterId }) => chapterId === id);
    expect(of(undoneByGuest)).toMatchObject({ isCompleted: true, completionAt: at(20) });
    expect(of(both)).toMatchObject({ isCompleted: true, completionAt: at(20) });
    expect(of(neither)).toMatchObject({ isCompleted: false, completionAt: at(10) });
    expect(await test.db.courseCompletion.count({ where: { courseId } })).toBe(0);
  });

  it("keeps the first time of a completed course, and completes what each had half of", async () => {
    const both = await makeCourse(test.db);
    const guestOnly = await makeCourse(test.db);
    const halves = await makeCourse(test.db, { chapters: [{}, {}] });
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 31, 9, minute));
    await test.db.courseCompletion.createMany({
      data: [
        { userId: guest.userId, courseId: both.courseId, completedAt: at(10) },
        { userId: user.userId, courseId: both.courseId, completedAt: at(20) },
        { userId: guest.userId, courseId: guestOnly.courseId, completedAt: at(30) },
      ],
    });
    const [first = "", second = ""] = halves.chapterIds;
    await test.db.userProgress.createMany({
      data: [
        { userId: guest.userId, chapterId: first, isCompleted: true, completionAt: at(41) },
        { userId: user.userId, chapterId: second, isCompleted: true, completionAt: at(40) },
      ],
    });
    await merged();
    const found = await test.db.courseCompletion.findMany({ orderBy: { completedAt: "asc" } });
    const { userId } = user;
    expect(found).toEqual([
      { userId, courseId: both.courseId, completedAt: at(10) },
      { userId, courseId: guestOnly.courseId, completedAt: at(30) },
      { userId, courseId: halves.courseId, completedAt: at(41) },
    ]);
  });

  it("does not replace the user's own purchase, but for one that was taken back", async () => {
    const owned = await makeCourse(test.db);
    const refunded = await makeCourse(test.db);
    await purchase(user.userId, owned.courseId, { amount: 100 });
    await purchase(guest.userId, owned.courseId, { amount: 200 });
    await purchase(user.userId, refunded.courseId, { amount: 100, status: "refunded" });
    await purchase(guest.userId, refunded.courseId, { amount: 200 });

    expect(await merged()).toMatchObject({ purchases: 1 });

    const kept = await test.db.purchase.findMany({ orderBy: { amount: "asc" } });
    expect(kept).toHaveLength(2);
    expect(kept).toMatchObject([
      { userId: user.userId, courseId: owned.courseId, amount: 100, status: "paid" },
      { userId: user.userId, courseId: refunded.courseId, amount: 200, status: "paid" },
    ]);
  });

  it("never takes the user's paid course away for a guest's refunded one", async () => {
    const { courseId } = await makeCourse(test.db);
    await purchase(user.userId, courseId, { amount: 100 });
    await purchase(guest.userId, courseId, { amount: 200, status: "refunded" });
    expect(await merged()).toMatchObject({ purchases: 0 });
    expect(await test.db.purchase.findMany()).toMatchObject([{ userId: user.userId, amount: 100, status: "paid" }]);
  });

  it("moves once: again is no error and moves nothing", async () => {
    const { courseId } = await makeCourse(test.db);
    await merged();
    await test.db.wishlist.create({ data: { userId: guest.userId, courseId } });
    expect(await merged()).toEqual({ merged: false, wishlist: 0, chapters: 0, purchases: 0 });
    expect(await test.db.wishlist.findMany()).toMatchObject([{ userId: guest.userId }]);
  });

  it("moves once when asked at the same time from several tabs", async () => {
    const { courseId } = await makeCourse(test.db);
    await test.db.wishlist.create({ data: { userId: guest.userId, courseId } });
    const results = await Promise.all([merged(), merged(), merged()]);
    expect(results.filter((result) => result.merged)).toHaveLength(1);
    expect(await test.db.wishlist.count()).toBe(1);
  });

  it("is not for a second user: 409", async () => {
    await merged();
    const response = await merge(await test.asHostUser("43"), guest);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { code: "already_merged" } });
  });
});

describe("who may merge", () => {
  it("is a signed-in user, not another guest", async () => {
    expect((await merge(await test.asGuest(), guest)).status).toBe(403);
    expect((await test.request("/v1/me/merge", { json: { guestToken: guest.token } })).status).toBe(401);
  });

  it("needs the guest's own good token: the id alone, a user's token or a forged one is 400", async () => {
    for (const token of [guest.userId, (await test.asHostUser("43")).token, `${guest.token}x`]) {
      const response = await merge(user, { ...guest, token });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { code: "invalid_request", details: [{ path: "guestToken" }] },
      });
    }
  });
});
