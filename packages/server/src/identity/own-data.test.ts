import { LearnerData } from "@courselet/contract/identity";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { Prisma } from "../generated/prisma/client.js";
import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { type MadeCourse, makeCourse } from "../testing/make-course.js";

let test: TestApp;
let course: MadeCourse;
let ada: TestLearner;
let grace: TestLearner;
beforeEach(async () => {
  test = await createTestApp();
  course = await makeCourse(test.db, { title: "Weaving" });
  ada = await test.asHostUser("ada");
  grace = await test.asHostUser("grace");
});
afterEach(() => test.close());

/** Of each learner at least one row in every table that knows learners, as the features write them. */
async function fill(learner: TestLearner): Promise<{ guestId: string }> {
  const { userId } = learner;
  const [name = ""] = userId.split(":").slice(1);
  const email = `${name}@mail.example`;
  const { courseId, chapterIds } = course;
  const amounts = { amount: 4900, currency: "usd" };
  const guest = await test.asGuest();
  await test.request("/v1/me/merge", { headers: learner.headers, json: { guestToken: guest.token } });
  await test.request(`/v1/me/wishlist/${courseId}`, { method: "PUT", headers: learner.headers });
  await test.db.purchase.create({
    data: { userId, courseId, ...amounts, stripeCheckoutSessionId: `cs_${name}`, stripePaymentIntentId: `pi_${name}` },
  });
  const joined = await makeCourse(test.db, { title: "Knots", price: 0 });
  await test.request(`/v1/courses/${joined.courseId}/enrolment`, { method: "POST", headers: learner.headers });
  for (const chapterId of chapterIds) {
    const json = { positionSeconds: 12, watched: [[0, 12]], isCompleted: true };
    const init = { method: "PUT", headers: learner.headers, json };
    expect((await test.request(`/v1/me/chapters/${chapterId}/progress`, init)).status).toBe(200);
  }
  const checkout = await test.db.checkout.create({
    data: {
      userId,
      courseId,
      ...amounts,
      amountTotal: 4900,
      state: "paid",
      stripeSessionId: `cs_${name}`,
      stripePaymentIntentId: `pi_${name}`,
      returnUrl: `https://school.example/profile/${name}?name=${name}`,
      url: `https://pay.example/${name}`,
      clientSecret: `secret_of_${name}`,
      expiresAt: new Date(),
    },
  });
  await test.db.customer.create({ data: { userId, customerId: `cus_${name}`, email } });
  const mail = { subject: "s", text: `Dear ${name}`, html: "", createdAt: new Date(), giveUpAt: new Date() };
  await test.db.outboxMail.createMany({
    data: [
      { ...mail, kind: "receipt", to: `other-${email}`, reference: `receipt:${checkout.id}` },
      { ...mail, kind: "restore", to: email.toUpperCase() },
    ],
  });
  const times = { createdAt: new Date(), expiresAt: new Date() };
  await test.db.restoreCode.create({ data: { codeHash: `hash of ${name}`, userId, ...times } });
  await test.db.restoreCode.create({ data: { codeHash: `hash of ${name}'s guest`, userId: guest.userId, ...times } });
  return { guestId: guest.userId };
}

/** Every row of every table, as text. */
async function everything(): Promise<string[]> {
  const tables = Object.values(Prisma.ModelName);
  const texts = await Promise.all(
    tables.map((table) =>
      test.db.$queryRawUnsafe<{ text: string }[]>(
        `SELECT '${table} ' || to_jsonb(t)::text AS text FROM "${table}" AS t`,
      ),
    ),
  );
  return texts.flat().map(({ text }) => text);
}

async function exported(learner: TestLearner): Promise<LearnerData> {
  const response = await test.request("/v1/me/export", { headers: learner.headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  return LearnerData.parse(await response.json());
}

async function erase(learner: TestLearner): Promise<void> {
  const response = await test.request("/v1/me", { method: "DELETE", headers: learner.headers });
  expect(response.status).toBe(204);
}

describe("export returns everything of a user", () => {
  it("from every table that knows learners, and nothing of anybody else", async () => {
    const { guestId } = await fill(ada);
    await fill(grace);
    const data = await exported(ada);
    expect(data).toMatchObject({
      userId: "host:ada",
      wishlist: [{ courseId: course.courseId, courseTitle: "Weaving" }],
      completedCourses: [{ courseTitle: "Weaving" }],
      purchases: [
        { courseTitle: "Weaving", amount: 4900, currency: "usd", status: "paid", stripePaymentIntentId: "pi_ada" },
        { courseTitle: "Knots", amount: 0 },
      ],
      checkouts: [{ courseTitle: "Weaving", state: "paid", amountTotal: 4900 }],
      customers: [{ customerId: "cus_ada", email: "ada@mail.example" }],
      mergedGuests: [{ guestId }],
      restoreLinks: [{ usedAt: null }],
      authoredCourses: [],
    });
    expect(data.progress).toHaveLength(3);
    expect(data.progress[0]).toMatchObject({ watched: [[0, 12]], isCompleted: true, positionSeconds: 12 });
    expect(data.mails.map(({ kind, to }) => [kind, to]).toSorted()).toEqual([
      ["receipt", "other-ada@mail.example"],
      ["restore", "ADA@MAIL.EXAMPLE"],
    ]);
    expect(JSON.stringify(data)).not.toMatch(/grace/i);
  });

  it("holds no secret that lets its finder act for them", async () => {
    await fill(ada);
    expect(JSON.stringify(await exported(ada))).not.toMatch(/secret_of|pay\.example|hash of|Dear/);
  });

  it("is empty for whoever did nothing, lists what an author made, and needs a token", async () => {
    expect(await exported(ada)).toMatchObject({ wishlist: [], progress: [], purchases: [], mails: [] });
    expect((await exported(await test.asHostUser("author"))).authoredCourses).toMatchObject([
      { courseTitle: "Weaving" },
    ]);
    expect((await test.request("/v1/me/export")).status).toBe(401);
  });
});

describe("deletion erases everything of a user, but anonymous payment records", () => {
  it("leaves no trace of them in any table, and everybody else's rows as they were", async () => {
    await fill(grace);
    const before = await everything();
    const { guestId } = await fill(ada);
    expect((await everything()).filter((text) => /host:ada|ada@/i.test(text)).length).toBeGreaterThan(10);
    await erase(ada);
    const after = await everything();
    const traces = after.filter((text) => /host:ada|ada@|dear ada|cus_ada|secret_of_ada|profile/i.test(text));
    expect(traces.filter((text) => !text.includes("host:grace"))).toEqual([]);
    expect(after.filter((text) => text.includes(guestId))).toEqual([]);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it("keeps what was paid, under an id that is nobody's", async () => {
    await fill(ada);
    await erase(ada);
    const [checkout] = await test.db.checkout.findMany();
    const purchases = await test.db.purchase.findMany();
    expect(checkout).toMatchObject({
      userId: expect.stringMatching(/^erased:[0-9a-f-]{36}$/) as string,
      state: "paid",
      amountTotal: 4900,
      stripeSessionId: "cs_ada",
      stripePaymentIntentId: "pi_ada",
      returnUrl: "https://school.example/",
      url: null,
      clientSecret: null,
    });
    // The enrolment, for which nothing was paid, is gone.
    expect(purchases).toMatchObject([{ userId: checkout?.userId, amount: 4900, stripePaymentIntentId: "pi_ada" }]);
  });

  it("lets whoever comes back with the same token start anew", async () => {
    await fill(ada);
    await erase(ada);
    expect(await exported(ada)).toMatchObject({ wishlist: [], progress: [], purchases: [], checkouts: [], mails: [] });
    const locked = await test.request(`/v1/chapters/${course.chapterIds[1]}/playback`, { headers: ada.headers });
    expect(locked.status).toBe(403);
    await test.request(`/v1/me/wishlist/${course.courseId}`, { method: "PUT", headers: ada.headers });
    expect((await exported(ada)).wishlist).toHaveLength(1);
  });

  it("takes a guest's things away, so that their token finds nothing", async () => {
    const guest = await test.asGuest();
    await test.request(`/v1/me/wishlist/${course.courseId}`, { method: "PUT", headers: guest.headers });
    await erase(guest);
    expect((await exported(guest)).wishlist).toEqual([]);
    expect((await everything()).filter((text) => text.includes(guest.userId))).toEqual([]);
  });

  it("also erases a guest who was merged, and leaves the user their things", async () => {
    const guest = await test.asGuest();
    await test.request(`/v1/me/wishlist/${course.courseId}`, { method: "PUT", headers: guest.headers });
    await test.request("/v1/me/merge", { headers: ada.headers, json: { guestToken: guest.token } });
    await erase(guest);
    expect((await everything()).filter((text) => text.includes(guest.userId))).toEqual([]);
    expect((await exported(ada)).wishlist).toHaveLength(1);
  });

  it("leaves mails to an address that somebody else paid with too, but for their own receipts", async () => {
    await fill(ada);
    await test.db.customer.create({ data: { userId: "host:eve", customerId: "cus_eve", email: "Ada@mail.example" } });
    const eve = await test.asHostUser("eve");
    await erase(eve);
    expect(await test.db.outboxMail.count()).toBe(2);
    await test.db.customer.create({ data: { userId: "host:eve", customerId: "cus_eve", email: "Ada@mail.example" } });
    await erase(ada);
    expect(await test.db.outboxMail.findMany()).toMatchObject([{ kind: "restore" }]);
  });

  it("leaves an author's courses in the catalogue, unchanged, in the hands of admins", async () => {
    const author = await test.asHostUser("author", { role: "author" });
    const { updatedAt } = await test.db.course.findUniqueOrThrow({ where: { id: course.courseId } });
    await erase(author);
    const kept = await test.db.course.findUniqueOrThrow({ where: { id: course.courseId } });
    expect(kept).toMatchObject({ isPublished: true, updatedAt });
    expect(kept.userId).toMatch(/^erased:/);
  });

  it("is done once by several tabs at once, and again without harm", async () => {
    await fill(ada);
    await Promise.all([erase(ada), erase(ada), erase(ada)]);
    await erase(ada);
    expect(await test.db.purchase.count()).toBe(1);
  });

  it("needs a token of a person: 401 without, 403 for the API key", async () => {
    expect((await test.request("/v1/me", { method: "DELETE" })).status).toBe(401);
    const { apiKey } = test.deps.config;
    const headers = { Authorization: `Bearer ${apiKey}` };
    expect((await test.request("/v1/me", { method: "DELETE", headers })).status).toBe(403);
  });
});
