import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const PAID = { status: "paid", amount: 4900 };

describe("a payment by card", () => {
  it("gives access when its event comes", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    expect(await shop.standing()).toEqual({ access: "none", reason: "not_purchased" });
    shop.standIn.pay(sessionId, { method: "card" });
    expect(await shop.standing()).toEqual({ access: "none", reason: "not_purchased" });
    expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(200);
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect((await shop.status(checkoutId)).body).toEqual({ status: "paid", courseId: shop.course.courseId });
    const purchase = await shop.db.purchase.findFirstOrThrow();
    expect(purchase).toMatchObject({
      userId: "host:42",
      amount: 4900,
      currency: "usd",
      stripeCheckoutSessionId: sessionId,
      stripePaymentIntentId: shop.standIn.sessions()[0]?.payment_intent,
    });
    expect((await shop.db.checkout.findFirstOrThrow()).url).toBeNull();
  });

  it("gives access on the return page when the event is late, and the event then changes nothing", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    expect((await shop.status(checkoutId)).body.status).toBe("open");
    shop.standIn.pay(sessionId, { method: "card" });
    expect((await shop.status(checkoutId)).body.status).toBe("paid");
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    const before = await shop.db.purchase.findMany();
    expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(200);
    expect((await shop.db.purchase.findMany()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await shop.rows()).toEqual({ states: ["paid"], purchases: [PAID], customers: 1 });
  });

  it("stays open when the card is declined, and can be paid then", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    expect(() => shop.standIn.pay(sessionId, { method: "card_that_is_declined" })).toThrow(/declined/);
    expect((await shop.status(checkoutId)).body.status).toBe("open");
    expect((await shop.rows()).purchases).toEqual([]);
    shop.standIn.pay(sessionId, { method: "card" });
    expect((await shop.status(checkoutId)).body.status).toBe("paid");
  });

  it("makes a customer once and uses it for the next purchase", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.status(checkoutId);
    const customer = await shop.db.customer.findFirstOrThrow();
    expect(customer).toMatchObject({ userId: "host:42", email: "learner@school.example" });

    shop.standIn.refund(String(shop.standIn.sessions()[0]?.payment_intent));
    await shop.deliver(shop.eventId("charge.refunded"));
    await shop.begin();
    expect(shop.standIn.sessions().map((session) => session.customer)).toEqual([
      customer.customerId,
      customer.customerId,
    ]);
  });

  it("is nobody else's", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const other = await shop.asHostUser("43");
    expect((await shop.status(checkoutId, other)).status).toBe(404);
    expect((await shop.status(checkoutId, await shop.asGuest())).status).toBe(404);
    expect((await shop.request(`/v1/checkouts/${checkoutId}`)).status).toBe(401);
    expect((await shop.rows()).purchases).toEqual([]);
    expect((await shop.status(checkoutId)).body.status).toBe("paid");
    expect(await shop.standing(other)).toEqual({ access: "none", reason: "not_purchased" });
  });

  it("goes with a guest who signs in while paying", async () => {
    const guest = await shop.asGuest();
    const started = await shop.start({}, guest);
    const [session] = shop.standIn.sessions();
    shop.standIn.pay(session?.id ?? "", { method: "card", email: "guest@mail.example" });
    const merged = await shop.request("/v1/me/merge", {
      headers: shop.learner.headers,
      json: { guestToken: guest.token },
    });
    expect(merged.status).toBe(200);
    await shop.deliver(shop.eventId("checkout.session.completed"));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect((await shop.status(started.body.checkoutId)).body.status).toBe("paid");
    expect((await shop.status(started.body.checkoutId, guest)).status).toBe(404);
  });
});

describe("a payment that takes time", () => {
  it("is processing until the bank has confirmed", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "bank_debit" });
    expect((await shop.status(checkoutId)).body.status).toBe("processing");
    expect(await shop.standing()).toEqual({ access: "none", reason: "payment_processing" });
    expect((await shop.start()).body.error?.code).toBe("payment_processing");
    expect((await shop.start()).status).toBe(409);
    shop.standIn.endBankDebits();
    await shop.deliver(shop.eventId("checkout.session.async_payment_succeeded"));
    expect((await shop.status(checkoutId)).body.status).toBe("paid");
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
  });

  it("fails when the bank refuses, and may be tried again", async () => {
    const { checkoutId, sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "bank_debit_that_fails" });
    await shop.deliver(shop.eventId("checkout.session.completed"));
    shop.standIn.endBankDebits();
    await shop.deliver(shop.eventId("checkout.session.async_payment_failed"));
    expect((await shop.status(checkoutId)).body.status).toBe("failed");
    expect(await shop.standing()).toEqual({ access: "none", reason: "not_purchased" });
    expect((await shop.begin()).checkoutId).not.toBe(checkoutId);
  });
});

describe("a session that is not paid", () => {
  it("expires, and another one is made", async () => {
    const { checkoutId } = await shop.begin();
    shop.clock.advance(24 * 3_600_000 + 1000);
    shop.learner = await shop.asHostUser("42");
    expect((await shop.status(checkoutId, shop.learner)).body.status).toBe("expired");
    expect(await shop.deliver(shop.eventId("checkout.session.expired"))).toBe(200);
    const again = await shop.start({}, shop.learner);
    expect(again.status).toBe(201);
    expect(again.body.checkoutId).not.toBe(checkoutId);
    expect((await shop.rows()).purchases).toEqual([]);
  });
});
