import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { openPage } from "./open-page.js";

let testApp: TestApp;
beforeEach(async () => {
  testApp = await createTestApp();
});
afterEach(() => testApp.close());

const tokenOf = (sub: string) => async (): Promise<string> => (await testApp.asHostUser(sub)).token;

describe("a guest", () => {
  it("is nobody to the server until the first action, and then the same one on the next page", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const page = openPage(testApp, { guests: true });
    const before = await page.show(courseId);
    expect(before.learner).toMatchObject({ access: "none", reason: "not_purchased", wishlisted: false });
    expect(page.requests).toEqual(["GET /v1/courses 200"]);

    await page.store.setWishlisted(courseId, true);
    expect(page.requests.slice(1)).toEqual(["POST /v1/guests 201", `PUT /v1/me/wishlist/${courseId} 204`]);
    expect(page.storage).toHaveLength(1);

    const next = openPage(testApp, { guests: true, storage: page.storage });
    expect((await next.show(courseId)).learner?.wishlisted).toBe(true);
    expect(next.requests.toSorted()).toEqual(["GET /v1/courses 200", "GET /v1/me/courses 200"]);
  });

  it("takes the heart back", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    await page.store.setWishlisted(courseId, true);
    await page.store.setWishlisted(courseId, false);
    expect((await openPage(testApp, { guests: true, storage: page.storage }).show(courseId)).learner?.wishlisted).toBe(
      false,
    );
  });

  it("watches a free chapter to its end and resumes the next visit where the course goes on", async () => {
    const { courseId, chapterIds } = await makeCourse(testApp.db, {
      chapters: [{ isFree: true, videoUrl: "https://files.example/one.mp4" }, { isFree: true }],
    });
    const [first = "", second = ""] = chapterIds;
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    page.store.loadOutline(courseId);
    expect(await page.store.playback(first)).toMatchObject({ kind: "file", url: "https://files.example/one.mp4" });
    expect(page.requests).not.toContain("POST /v1/guests 201");

    const reported = page.store.reportProgress(courseId, first, { isCompleted: true });
    await reported;
    const expected = { completedChapters: 1, totalChapters: 2, percent: 50, nextChapterId: second };
    expect(page.store.get(courseId).learner?.progress).toMatchObject(expected);
    const next = await openPage(testApp, { guests: true, storage: page.storage }).show(courseId);
    expect(next.learner?.progress).toMatchObject(expected);
  });

  it("guesses before the answer what the server then says", async () => {
    const { courseId, chapterIds } = await makeCourse(testApp.db, { chapters: [{ isFree: true }, {}, {}] });
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    page.store.loadOutline(courseId);
    await page.until(courseId, ({ outlineStatus }) => outlineStatus === "ready");
    const shown: unknown[] = [];
    page.store.subscribe(courseId, () => shown.push(page.store.get(courseId).learner?.progress));
    await page.store.reportProgress(courseId, chapterIds[0] ?? "", { isCompleted: true });
    await page.until(courseId, () => shown.length > 1);
    expect(new Set(shown.map((progress) => JSON.stringify(progress)))).toHaveLength(1);
  });

  it("is refused a paid chapter with the reason, and shows no progress on it", async () => {
    const { courseId, chapterIds } = await makeCourse(testApp.db);
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    await page.store.setWishlisted(courseId, true);
    const paid = chapterIds[1] ?? "";
    await expect(page.store.playback(paid)).rejects.toMatchObject({ status: 403, code: "not_purchased" });
    await expect(page.store.reportProgress(courseId, paid, { isCompleted: true })).rejects.toMatchObject({
      status: 403,
    });
    expect(page.store.get(courseId).learner?.progress.completedChapters).toBe(0);
  });

  it("takes a free course", async () => {
    const { courseId } = await makeCourse(testApp.db, { price: 0 });
    const page = openPage(testApp, { guests: true });
    expect((await page.show(courseId)).learner?.reason).toBe("not_enrolled");
    await page.store.enrol(courseId);
    expect(page.store.get(courseId).learner).toMatchObject({ access: "free", reason: null });
  });

  it("cannot take a course that costs something, and hears why", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    await expect(page.store.enrol(courseId)).rejects.toMatchObject({ status: 409, code: "not_free" });
    expect(page.store.get(courseId).purchase).toMatchObject({ phase: "failed", code: "not_free" });
  });
});

describe("a user of the host site", () => {
  it("finds what they did as a guest, and the guest is gone", async () => {
    const { courseId, chapterIds } = await makeCourse(testApp.db);
    const page = openPage(testApp, { guests: true });
    await page.show(courseId);
    await page.store.setWishlisted(courseId, true);
    await page.store.reportProgress(courseId, chapterIds[0] ?? "", { isCompleted: true });

    page.store.setGetToken(tokenOf("anna"));
    const { learner } = await page.until(courseId, (snapshot) => snapshot.learnerStatus === "ready");
    expect(learner).toMatchObject({ wishlisted: true, progress: { completedChapters: 1 } });
    expect(page.storage).toHaveLength(0);
    expect(page.requests.filter((request) => request.startsWith("POST /v1/me/merge"))).toEqual([
      "POST /v1/me/merge 200",
    ]);

    const elsewhere = openPage(testApp, { getToken: tokenOf("anna") });
    expect((await elsewhere.show(courseId)).learner?.wishlisted).toBe(true);
    const stranger = openPage(testApp, { getToken: tokenOf("berta") });
    expect((await stranger.show(courseId)).learner?.wishlisted).toBe(false);
  });

  it("goes on with a new token when the old one has expired", async () => {
    const { courseId } = await makeCourse(testApp.db);
    let asked = 0;
    const expired = { iat: 1_700_000_000, exp: 1_700_003_600 };
    const getToken = async (): Promise<string> =>
      (await testApp.asHostUser("anna", ++asked === 1 ? expired : {})).token;
    const page = openPage(testApp, { getToken });
    expect((await page.show(courseId)).learnerStatus).toBe("ready");
    expect(page.requests.toSorted()).toEqual([
      "GET /v1/courses 200",
      "GET /v1/me/courses 200",
      "GET /v1/me/courses 401",
    ]);
    expect(asked).toBe(2);
  });

  it("is signed out when every token is refused", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const page = openPage(testApp, { getToken: () => "eyJhbGciOiJub25lIn0.e30." });
    const { status, learnerStatus } = await page.show(courseId);
    expect({ status, learnerStatus }).toEqual({ status: "ready", learnerStatus: "signed-out" });
    expect(page.requests.filter((request) => request.endsWith("401"))).toHaveLength(2);
  });

  it("who leaves takes everything private along", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const page = openPage(testApp, { getToken: tokenOf("anna") });
    await page.show(courseId);
    await page.store.setWishlisted(courseId, true);
    page.store.setGetToken(null);
    expect(page.store.get(courseId).learner).toBeNull();
    await page.until(courseId, ({ learnerStatus }) => learnerStatus === "signed-out");
  });

  it("cannot buy while the server has no Stripe, and hears so", async () => {
    const { courseId } = await makeCourse(testApp.db);
    const page = openPage(testApp, { getToken: tokenOf("anna") });
    await page.show(courseId);
    const returnUrl = testApp.deps.config.allowedOrigins[0] ?? "";
    await expect(page.store.startCheckout(courseId, { returnUrl })).rejects.toMatchObject({
      code: "payment_unavailable",
    });
    expect(page.store.get(courseId).purchase).toMatchObject({ phase: "failed", code: "payment_unavailable" });
  });
});
