import type { Analytics } from "@courselet/contract/analytics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { makeCourse, type MadeCourse } from "../../testing/make-course.js";
import { TEST_API_KEY } from "../../testing/test-config.js";

let test: TestApp;
let course: MadeCourse;
let other: MadeCourse;
const NOVEMBER = "from=2026-11-01&to=2026-12-01";

beforeAll(async () => {
  test = await createTestApp();
  course = await makeCourse(test.db, { title: "One", price: 99_00 });
  other = await makeCourse(test.db, { title: "Another's", userId: "host:other" });
  await paid({ amountTotal: 4900, fee: 172 });
  await paid({ amountTotal: 2695, amountDiscount: 2450, amountTax: 245, fee: 108 });
  await paid({ amountTotal: 5390, amountTax: 490, amountRefunded: 2695, fee: 186 });
  await paid({ amountTotal: 4900, amountRefunded: 4900, state: "refunded", fee: 172 });
  await paid({ amountTotal: 5390, amountTax: 490, state: "disputed", fee: 186 });
  await paid({ amountTotal: 0, amountDiscount: 4900 });
  await paid({ amountTotal: 4900, fee: 160, feeCurrency: "eur" });
  await paid({ amountTotal: 7000, currency: "jpy", fee: null });
  await paid({ amountTotal: 4900, fee: 172, paidAt: new Date("2026-10-31T23:59:59.999Z") });
  await paid({ amountTotal: 4900, fee: 172, paidAt: new Date("2026-12-01T00:00:00Z") });
  await paid({ amountTotal: 1000, fee: 59, courseId: other.courseId });
  await test.db.checkout.create({ data: checkout({ state: "open", paidAt: null }) });
  await join("free one", 0);
  await join("buyer", 4900);
  await join("refunded", 4900, "refunded");
  await watch("buyer", [0, 1, 2], [0, 1, 2]);
  await watch("free one", [0, 1], [0]);
  await watch("author", [0], [0]);
  await complete("buyer", "2026-11-30T23:59:59.999Z");
  await complete("before", "2026-10-31T23:59:59.999Z");
  await complete("after", "2026-12-01T00:00:00.000Z");
  await complete("author", "2026-11-15T00:00:00.000Z");
});
afterAll(() => test.close());

let payments = 0;
function checkout(change: object) {
  return {
    userId: `host:${(payments += 1)}`,
    courseId: course.courseId,
    amount: 4900,
    currency: "usd",
    state: "paid" as const,
    paidAt: new Date("2026-11-15T12:00:00Z"),
    feeCurrency: "usd",
    returnUrl: "https://school.example/",
    expiresAt: new Date("2026-11-16T12:00:00Z"),
    ...change,
  };
}
async function paid(change: object): Promise<void> {
  await test.db.checkout.create({ data: checkout(change) });
}
async function join(sub: string, amount: number, status: "paid" | "refunded" = "paid"): Promise<void> {
  const stripeCheckoutSessionId = amount === 0 ? null : `cs_${sub}`;
  const createdAt = new Date("2026-11-20T00:00:00Z");
  const data = { userId: `host:${sub}`, courseId: course.courseId, amount, currency: "usd", status, createdAt };
  await test.db.purchase.create({ data: { ...data, stripeCheckoutSessionId } });
}
async function watch(sub: string, started: number[], completed: number[]): Promise<void> {
  for (const index of started) {
    const chapterId = course.chapterIds[index] ?? "";
    await test.db.userProgress.create({
      data: { userId: `host:${sub}`, chapterId, isCompleted: completed.includes(index), positionSeconds: 5 },
    });
  }
}

async function complete(sub: string, completedAt: string): Promise<void> {
  await test.db.courseCompletion.create({ data: { userId: `host:${sub}`, courseId: course.courseId, completedAt } });
}

async function ask(headers: Record<string, string>, query = NOVEMBER): Promise<{ status: number; body: Analytics }> {
  const response = await test.request(`/v1/author/analytics?${query}`, { headers });
  return { status: response.status, body: (await response.json()) as Analytics };
}
const asAuthor = async (sub = "author", role = "author") => (await test.asHostUser(sub, { role })).headers;

describe("GET /v1/author/analytics", () => {
  it("adds up what was paid, by currency, and never today's price", async () => {
    const { status, body } = await ask(await asAuthor());
    expect(status).toBe(200);
    expect(body).toMatchObject({ from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" });
    const usd = {
      currency: "usd",
      purchases: 7,
      gross: 28_175,
      refunded: 7595,
      disputed: 5390,
      // All of the second payment's, half of the third's, none of what was taken back.
      tax: 490,
      fee: 824,
      unknownFees: 1,
      net: 28_175 - 7595 - 5390 - 490 - 824,
    };
    const jpy = {
      ...usd,
      currency: "jpy",
      purchases: 1,
      gross: 7000,
      refunded: 0,
      disputed: 0,
      tax: 0,
      fee: 0,
      net: 7000,
    };
    expect(body.revenue).toEqual([jpy, usd]);
    expect(body.courses.map(({ title, revenue }) => [title, revenue])).toEqual([["One", [jpy, usd]]]);
    await test.db.course.updateMany({ data: { price: 1 } });
    expect((await ask(await asAuthor())).body.revenue).toEqual(body.revenue);
  });

  it("says who joined and who came how far, the author not counted", async () => {
    const { body } = await ask(await asAuthor());
    expect(body.courses[0]).toMatchObject({ enrolments: 1, learners: 2, started: 2, completed: 1, completions: 1 });
    expect(body.courses[0]?.chapters.map(({ position, started, completed }) => [position, started, completed])).toEqual(
      [
        [1, 2, 2],
        [2, 2, 1],
        [3, 1, 1],
      ],
    );
    expect((await ask(await asAuthor(), "from=2026-11-21&to=2026-12-01")).body.courses[0]?.enrolments).toBe(0);
  });

  it("shows an author their own courses only, an admin and the API key all", async () => {
    const titles = async (headers: Record<string, string>) =>
      (await ask(headers)).body.courses.map(({ title }) => title).toSorted();
    expect(await titles(await asAuthor("other"))).toEqual(["Another's"]);
    expect(await titles(await asAuthor("nobody yet"))).toEqual([]);
    expect(await titles(await asAuthor("boss", "admin"))).toEqual(["Another's", "One"]);
    expect(await titles({ Authorization: `Bearer ${TEST_API_KEY}` })).toEqual(["Another's", "One"]);
  });

  it("takes the last 30 days without being told, and no time that ends before it begins", async () => {
    const { body } = await ask(await asAuthor(), "");
    expect(Date.parse(body.to)).toBe(test.clock.now().getTime());
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 86_400_000);
    expect((await ask(await asAuthor(), "from=2026-12-01&to=2026-11-01")).status).toBe(400);
    for (const odd of [
      "from=yesterday",
      "from=0000-01-01",
      "to=0000-12-31T00:00:00Z",
      "from=2026-02-30",
      "to=0001-01-05",
      "to=",
    ]) {
      expect([odd, (await ask(await asAuthor(), odd)).status]).toEqual([odd, 400]);
    }
  });

  it("takes days and moments, the first counted and the last not", async () => {
    const completions = async (query: string) => (await ask(await asAuthor(), query)).body.courses[0]?.completions;
    expect(await completions("from=1970-01-01&to=9999-12-31")).toBe(3);
    expect(await completions("from=2026-12-01&to=2026-12-02")).toBe(1);
    expect(await completions("from=2026-11-30T23:59:59.999Z&to=2026-12-01")).toBe(1);
    expect(await completions("from=2026-11-01&to=2026-11-30T23:59:59.999Z")).toBe(0);
  });
});
