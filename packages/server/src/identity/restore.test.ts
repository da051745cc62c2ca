import type { GuestToken } from "@courselet/contract/identity";
import type { LearnerCourses } from "@courselet/contract/learning";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";
import { TEST_ORIGIN } from "../testing/test-config.js";
import { hashOf } from "./restore-code.js";

const MINUTE_MS = 60_000;
const EMAIL = "Ada@School.example";
const RETURN_URL = `${TEST_ORIGIN}/course?lang=en#buy`;

let test: TestApp;
let guest: TestLearner;
let courseId: string;
beforeEach(async () => {
  test = await createTestApp();
  guest = await test.asGuest();
  ({ courseId } = await buys(guest, { title: "Bread & butter" }));
});
afterEach(async () => {
  // What a test asked for and did not wait for is done before the database is another test's.
  await settled(Promise.resolve(new Response()));
  for (let turn = 0; turn < 10; turn += 1) await test.db.$queryRaw`SELECT 1`;
  await test.close();
});

/** A guest or user who has bought a course, and gave Stripe an address. */
async function buys(who: TestLearner, { title = "A course", email = EMAIL, status = "paid" as const } = {}) {
  const course = await makeCourse(test.db, { title });
  const { userId } = who;
  await test.db.purchase.create({ data: { userId, courseId: course.courseId, amount: 4900, currency: "usd", status } });
  const createdAt = test.clock.now();
  await test.db.customer.create({ data: { userId, customerId: `cus_${userId}`, email, createdAt } });
  return course;
}

const ask = (email = EMAIL, returnUrl = RETURN_URL) => test.request("/v1/restore", { json: { email, returnUrl } });
const mails = () => test.db.outboxMail.findMany({ orderBy: { createdAt: "asc" } });
const redeem = (code: string) => test.request(`/v1/restore/${code}`, { method: "POST" });

/** The answer, once there has been time for what is done after it. */
async function settled(response: Promise<Response>): Promise<Response> {
  const answer = await response;
  await new Promise((resolve) => setTimeout(resolve, 400));
  return answer;
}

/** The answer, once there are so many mails. */
async function mailed(response: Promise<Response>, count: number): Promise<Response> {
  const answer = await response;
  await expect.poll(() => test.db.outboxMail.count(), { timeout: 20_000 }).toBe(count);
  return answer;
}

async function mailedCodes(): Promise<string[]> {
  await mailed(ask(), (await mails()).length + 1);
  const text = (await mails()).at(-1)?.text ?? "";
  return [...text.matchAll(/courselet_restore=([\w-]+)/g)].map(([, code = ""]) => code);
}

async function mailedCode(): Promise<string> {
  const [code] = await mailedCodes();
  if (code === undefined) throw new Error("no link was mailed");
  return code;
}

describe("POST /v1/restore", () => {
  it("mails a link to the page, to the address that the purchase was made with, in whatever case it is asked for", async () => {
    expect((await mailed(ask("ADA@school.EXAMPLE"), 1)).status).toBe(202);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ kind: "restore", to: EMAIL });
    const link = /https:\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    expect(link).toMatch(/^https:\/\/school\.example\/course\?lang=en&courselet_restore=[\w-]{43}#buy$/);
    expect(mail?.text).toContain("Open Bread & butter");
    expect(mail?.html).toContain("Open Bread &amp; butter");
    expect(mail?.giveUpAt).toEqual(new Date(test.clock.now().getTime() + 15 * MINUTE_MS));
  });

  it("stores the hash of the code and not the code", async () => {
    const code = await mailedCode();
    expect(await test.db.restoreCode.findMany()).toMatchObject([{ codeHash: hashOf(code), userId: guest.userId }]);
    expect(JSON.stringify(await test.db.restoreCode.findMany())).not.toContain(code);
  });

  it("answers the same for an address that nobody bought with, and mails nothing", async () => {
    const known = await mailed(ask(), 1);
    const unknown = await settled(ask("eve@elsewhere.example"));
    const seen = async (response: Response) => ({
      status: response.status,
      body: await response.text(),
      headers: [...response.headers].filter(([name]) => name !== "x-request-id"),
    });
    expect(await seen(known)).toEqual(await seen(unknown));
    expect(known.status).toBe(202);
    expect(await mails()).toHaveLength(1);
  });

  it("answers before it looks, so also when looking fails", async () => {
    await test.db.$executeRaw`ALTER TABLE "Customer" RENAME TO "CustomerElsewhere"`;
    const answer = await settled(ask()).finally(
      () => test.db.$executeRaw`ALTER TABLE "CustomerElsewhere" RENAME TO "Customer"`,
    );
    expect(answer.status).toBe(202);
    expect(test.logged).toMatchObject([{ level: "error", message: "a restore mail could not be queued" }]);
  });

  it("is for guests who own something: not for users, and not after a refund", async () => {
    await buys(await test.asHostUser("42"), { email: "user@school.example" });
    await settled(ask("user@school.example"));
    await test.db.purchase.updateMany({ where: { userId: guest.userId }, data: { status: "refunded" } });
    await settled(ask());
    expect(await mails()).toEqual([]);
  });

  it.each([
    ["another origin", "https://evil.example/"],
    ["a path", "/course"],
    ["javascript", "javascript:alert(1)"],
    ["a user name", `https://school.example@evil.example/`],
  ])("refuses %s as the page to lead to", async (_what, returnUrl) => {
    const response = await settled(ask(EMAIL, returnUrl));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { details: [{ path: "returnUrl" }] } });
    expect(await mails()).toEqual([]);
  });

  it.each(["", "ada", "a b@c.example", "a@b@c.example", `${"a".repeat(320)}@b.example`])(
    "refuses %s as an address",
    async (email) => {
      expect((await ask(email)).status).toBe(400);
    },
  );

  it("is limited for each address, known or not, and comes back with time", async () => {
    for (const email of [EMAIL, "eve@elsewhere.example"]) {
      const statuses = [];
      for (let count = 0; count < 4; count += 1) statuses.push((await ask(email)).status);
      expect(statuses).toEqual([202, 202, 202, 429]);
    }
    expect((await ask(EMAIL.toLowerCase())).status).toBe(429);
    test.clock.advance(5 * MINUTE_MS);
    expect((await ask()).status).toBe(202);
  });

  it("is limited for each client, however many addresses and guests it thinks of", async () => {
    const statuses = [];
    for (let count = 0; count < 21; count += 1) {
      const { headers } = await test.asGuest();
      const json = { email: `${count}@elsewhere.example`, returnUrl: RETURN_URL };
      statuses.push((await test.request("/v1/restore", { headers, json })).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });

  it("has no more than three links of a guest work at a time", async () => {
    for (let count = 1; count <= 3; count += 1) await mailed(ask(), count);
    // Another server process, with a count of its own.
    test.clock.advance(10 * MINUTE_MS);
    await settled(ask());
    expect(await mails()).toHaveLength(3);
    test.clock.advance(5 * MINUTE_MS);
    await mailed(ask(), 4);
    expect(await test.db.restoreCode.count()).toBe(1);
  });
});

describe("POST /v1/restore/:code", () => {
  it("gives a token of the guest that bought", async () => {
    const response = await redeem(await mailedCode());
    expect(response.status).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const { token } = (await response.json()) as GuestToken;
    const headers = { Authorization: `Bearer ${token}` };
    const mine = await test.request(`/v1/me/courses?ids=${courseId}`, { headers });
    expect(((await mine.json()) as LearnerCourses).courses).toMatchObject([{ courseId, access: "purchased" }]);
    await test.request(`/v1/me/wishlist/${courseId}`, { method: "PUT", headers });
    expect(await test.db.wishlist.findMany()).toMatchObject([{ userId: guest.userId }]);
  });

  it("works once, also when it is tried many times at once", async () => {
    const code = await mailedCode();
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(code)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(9).fill(404)]);
  });

  it("works for a quarter of an hour", async () => {
    const [first, second] = [await mailedCode(), await mailedCode()];
    test.clock.advance(15 * MINUTE_MS - 1_000);
    expect((await redeem(first)).status).toBe(200);
    test.clock.advance(2_000);
    expect((await redeem(second)).status).toBe(404);
  });

  it("does not tell a used code from an old one or an invented one", async () => {
    const used = await mailedCode();
    await redeem(used);
    const old = await mailedCode();
    test.clock.advance(15 * MINUTE_MS + 1_000);
    const bodies = [];
    for (const code of [used, old, "x".repeat(43), "x"]) {
      const response = await redeem(code);
      const { error } = (await response.json()) as { error: Record<string, unknown> };
      bodies.push({ status: response.status, ...error, requestId: null });
    }
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 404, code: "not_found" });
  });

  it("is of no use once the guest is a user's", async () => {
    const code = await mailedCode();
    const user = await test.asHostUser("42");
    await test.request("/v1/me/merge", { headers: user.headers, json: { guestToken: guest.token } });
    expect((await redeem(code)).status).toBe(404);
  });

  it("joins nobody: of several guests with one address each has a link of its own", async () => {
    test.clock.advance(1_000);
    const other = await test.asGuest();
    await buys(other, { title: "Another course", email: EMAIL.toLowerCase() });
    const [newest = "", older = ""] = await mailedCodes();
    expect((await mails())[0]?.text).toMatch(/Open Another course:[^]*Open Bread & butter:/);
    for (const [code, { userId }] of [
      [newest, other],
      [older, guest],
    ] as const) {
      const { token } = (await (await redeem(code)).json()) as GuestToken;
      const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sub: string };
      expect(`guest:${claims.sub}`).toBe(userId);
    }
    expect(await test.db.purchase.groupBy({ by: ["userId"], _count: true })).toHaveLength(2);
  });
});

describe("the page at /restore", () => {
  const formPage = (returnUrl: string) => test.request(`/restore?${new URLSearchParams({ returnUrl })}`);
  const submit = (fields: Record<string, string>) =>
    test.request("/restore", { method: "POST", body: new URLSearchParams(fields) });

  it("asks for the address and mails the same link", async () => {
    const form = await formPage(`${TEST_ORIGIN}/"><script>alert(1)</script>`);
    expect(form.status).toBe(200);
    expect(form.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(await form.text()).not.toContain("<script");
    const asked = await mailed(submit({ email: EMAIL, returnUrl: RETURN_URL }), 1);
    expect(asked.status).toBe(202);
    expect(await asked.text()).toContain("If something was bought with this address");
    expect(await mails()).toMatchObject([{ to: EMAIL, text: expect.stringContaining("courselet_restore=") }]);
  });

  it("leads to pages of allowed origins alone, and is limited like the API", async () => {
    expect((await formPage("https://evil.example/")).status).toBe(400);
    expect((await submit({ email: EMAIL, returnUrl: "https://evil.example/" })).status).toBe(400);
    expect((await submit({ email: EMAIL })).status).toBe(400);
    const statuses = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await submit({ email: EMAIL, returnUrl: RETURN_URL })).status);
    }
    expect(statuses).toEqual([202, 202, 202, 429]);
  });
});
