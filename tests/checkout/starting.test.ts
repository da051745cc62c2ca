import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openShop, RETURN_URL, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

async function refusal(input?: Record<string, unknown>) {
  const { status, body } = await shop.start(input);
  return { status, code: body.error?.code, details: body.error?.details };
}

describe("starting a checkout", () => {
  it("answers where to pay, and tells Stripe all it needs to know", async () => {
    const { status, body } = await shop.start({ quotedPrice: { amount: 4900, currency: "usd" } });
    expect(status).toBe(201);
    const [session] = shop.standIn.sessions();
    expect(body).toEqual({ checkoutId: session?.client_reference_id, url: session?.url });
    expect(session).toMatchObject({
      mode: "payment",
      amount_total: 4900,
      currency: "usd",
      customer_email: "learner@school.example",
      customer_creation: "always",
      locale: "auto",
      metadata: { checkoutId: body.checkoutId, courseId: shop.course.courseId, userId: "host:42" },
      cancel_url: RETURN_URL,
      success_url: `https://school.example/course?lang=en&courselet_checkout=${body.checkoutId}#buy`,
    });
    const page = await (await fetch(body.url)).text();
    expect(page).toContain("Making things that think");
    expect(page).toContain("https://img.example/a.png");
    expect(page).toContain("$49.00");
  });

  it("answers what an embedded form needs, when it is asked for", async () => {
    const { status, body } = await shop.start({ mode: "embedded" });
    const [session] = shop.standIn.sessions();
    expect(status).toBe(201);
    expect(body).toEqual({
      checkoutId: session?.client_reference_id,
      clientSecret: session?.client_secret,
      publishableKey: "pk_test_of_the_stand_in",
    });
    expect(session?.ui_mode).toBe("embedded_page");
    expect(session?.return_url).toContain(`courselet_checkout=${body.checkoutId}`);
  });

  it("makes one session of ten clicks at once", async () => {
    // Somebody else first: what only the first request of a process costs is not to be counted against the 5 s.
    await shop.start({}, await shop.asHostUser("43"));
    shop.standIn.fail({ kind: "delay", delayMs: 250, times: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.start()));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
    expect(shop.standIn.sessions()).toHaveLength(2);
    expect((await shop.rows()).states).toEqual(["open", "open"]);
  });

  it("answers the open session again for the same page and price", async () => {
    const first = await shop.start();
    expect((await shop.start()).body).toEqual(first.body);
    await shop.db.$executeRaw`UPDATE "Checkout" SET "createdAt" = now() - interval '1 hour'`;
    expect((await shop.start()).body).toEqual(first.body);
    expect(shop.standIn.sessions()).toHaveLength(1);
  });

  it.each([
    ["another page", { returnUrl: "https://school.example/other" }],
    ["another mode", { mode: "embedded" }],
  ])("ends the open session and makes another for %s", async (_, change) => {
    await shop.start();
    expect((await shop.start(change)).status).toBe(201);
    expect(shop.standIn.sessions().map(({ status }) => status)).toEqual(["expired", "open"]);
    expect((await shop.rows()).states).toEqual(["expired", "open"]);
  });

  it("gives two learners a session each", async () => {
    const other = await shop.asHostUser("43");
    const [one, two] = await Promise.all([shop.start(), shop.start({}, other)]);
    expect(one.body.url).not.toBe(two.body.url);
    expect(shop.standIn.sessions()).toHaveLength(2);
  });

  it("finds out that the open session was paid meanwhile, instead of selling it twice", async () => {
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.db.$executeRaw`UPDATE "Checkout" SET "createdAt" = now() - interval '1 hour'`;
    const again = await shop.start();
    expect([again.status, again.body.error?.code]).toEqual([409, "already_owned"]);
    expect(shop.standIn.sessions()).toHaveLength(1);
  });

  it("finds out in the very moment in which it ends a session that it was paid", async () => {
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const again = await shop.start({ returnUrl: "https://school.example/other" });
    expect([again.status, again.body.error?.code]).toEqual([409, "already_owned"]);
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
  });

  it("takes over from a start that crashed", async () => {
    const userId = shop.learner.userId;
    const abandoned = { userId, courseId: shop.course.courseId, amount: 4900, currency: "usd", returnUrl: RETURN_URL };
    await shop.db.checkout.create({ data: { ...abandoned, expiresAt: new Date(Date.now() + 86_400_000) } });
    await shop.db.$executeRaw`UPDATE "Checkout" SET "createdAt" = now() - interval '1 minute'`;
    expect((await shop.start()).status).toBe(201);
    expect((await shop.rows()).states).toEqual(["open"]);
  });

  it("goes on without a customer whom Stripe has forgotten", async () => {
    await shop.db.customer.create({ data: { userId: shop.learner.userId, customerId: "cus_gone" } });
    expect((await shop.start()).status).toBe(201);
    expect((await shop.rows()).customers).toBe(0);
  });

  it("goes on after a change of the Stripe account", async () => {
    await shop.begin();
    await shop.db.checkout.updateMany({ data: { stripeSessionId: "cs_test_of_another_account" } });
    await shop.db.$executeRaw`UPDATE "Checkout" SET "createdAt" = now() - interval '1 hour'`;
    expect((await shop.start()).status).toBe(201);
    expect((await shop.rows()).states).toEqual(["failed", "open"]);
  });
});

describe("what cannot be bought", () => {
  it("at another price than the one that was quoted: the answer carries the price of now", async () => {
    await shop.db.course.updateMany({ data: { price: 5900 } });
    expect(await refusal({ quotedPrice: { amount: 4900, currency: "usd" } })).toEqual({
      status: 409,
      code: "price_changed",
      details: [
        { path: "price.amount", message: "5900" },
        { path: "price.currency", message: "usd" },
      ],
    });
    expect((await refusal({ quotedPrice: { amount: 5900, currency: "eur" } })).code).toBe("price_changed");
    expect(shop.standIn.sessions()).toEqual([]);
  });

  it("at the price of before: a new price ends the open session", async () => {
    await shop.start();
    await shop.db.course.updateMany({ data: { price: 5900 } });
    expect((await shop.start({ quotedPrice: { amount: 5900, currency: "usd" } })).status).toBe(201);
    expect(shop.standIn.sessions().map(({ status, amount_total }) => [status, amount_total])).toEqual([
      ["expired", 4900],
      ["open", 5900],
    ]);
  });

  it("twice", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.status(checkoutId);
    expect(await refusal()).toMatchObject({ status: 409, code: "already_owned" });
  });

  it("by its author; by another author it can", async () => {
    const author = await shop.asHostUser("author", { role: "author" });
    const { status, body } = await shop.start({}, author);
    expect([status, body.error?.code]).toEqual([409, "already_owned"]);
    expect((await shop.start({}, await shop.asHostUser("other", { role: "author" }))).status).toBe(201);
  });

  it.each([
    ["without a price", { price: null }],
    ["free", { price: 0 }],
    ["unpublished", { isPublished: false }],
    ["cheaper than Stripe can charge", { price: 10 }],
  ])("%s", async (_, change) => {
    await shop.db.course.updateMany({ data: change });
    expect(await refusal()).toMatchObject({ status: 409, code: "not_for_sale" });
    expect((await shop.rows()).states).toEqual([]);
  });

  it("unknown, or by nobody", async () => {
    const path = "/v1/courses/00000000-0000-4000-8000-000000000000/checkout";
    const json = { returnUrl: RETURN_URL };
    expect((await shop.request(path, { headers: shop.learner.headers, json })).status).toBe(404);
    expect((await shop.request(`/v1/courses/${shop.course.courseId}/checkout`, { json })).status).toBe(401);
  });

  it.each([
    "https://evil.example/",
    "https://school.example.evil.example/",
    "http://school.example/",
    "//evil.example",
    "https://school.example\\@evil.example/",
    "https://user@school.example/",
    "javascript:alert(1)",
    "/course",
  ])("with the return URL %s", async (returnUrl) => {
    expect(await refusal({ returnUrl })).toMatchObject({ status: 400, code: "invalid_request" });
    expect(shop.standIn.sessions()).toEqual([]);
  });

  it("returns to this machine over plain http, for development", async () => {
    expect((await shop.start({ returnUrl: "http://localhost:4173/course.html" })).status).toBe(201);
  });
});
