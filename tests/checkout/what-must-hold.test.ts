import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const metrics = async () => (await shop.request("/metrics")).text();

describe("the database", () => {
  it("takes no event, session or payment twice, and one purchase a learner and course", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.deliver(shop.eventId("checkout.session.completed"));
    const [event] = await shop.db.webhookEvent.findMany();
    const { updatedAt: _updatedAt, ...checkout } = await shop.db.checkout.findUniqueOrThrow({
      where: { id: checkoutId },
    });
    const purchase = await shop.db.purchase.findFirstOrThrow();
    const taken = { code: "P2002" };
    await expect(shop.db.webhookEvent.create({ data: { id: event?.id ?? "", type: "x" } })).rejects.toMatchObject(
      taken,
    );
    const another = { ...checkout, id: "00000000-0000-4000-8000-000000000000" };
    await expect(shop.db.checkout.create({ data: { ...another, stripePaymentIntentId: null } })).rejects.toMatchObject(
      taken,
    );
    await expect(shop.db.checkout.create({ data: { ...another, stripeSessionId: null } })).rejects.toMatchObject(taken);
    const { userId, courseId, amount, currency } = purchase;
    await expect(shop.db.purchase.create({ data: { userId, courseId, amount, currency } })).rejects.toMatchObject(
      taken,
    );
  });

  it("has no place for anything of a card", async () => {
    const columns = await shop.db.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`;
    expect(columns.length).toBeGreaterThan(50);
    expect(columns.filter(({ name }) => /card|cvc|cvv|iban|expiry|pan\b/i.test(name))).toEqual([]);
  });
});

it("card data that somebody sends along is dropped: Stripe's page alone asks for it", async () => {
  const card = "4242424242424242";
  const { status } = await shop.start({ card: { number: card, cvc: "123" }, payment_method_data: { number: card } });
  expect(status).toBe(201);
  const [session] = shop.standIn.sessions();
  expect(session?.url).toContain(shop.standIn.url);
  expect(JSON.stringify([shop.standIn.sessions(), shop.logged, await shop.db.checkout.findMany()])).not.toContain(card);
});

describe("access is given", () => {
  it("never while a payment is not paid, whatever event says that it is", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "bank_debit" });
    expect(await shop.deliver(shop.eventId("checkout.session.completed"))).toBe(200);
    expect((await shop.status(checkoutId)).body.status).toBe("processing");
    expect(await shop.standing()).toEqual({ access: "none", reason: "payment_processing" });
    expect((await shop.rows()).purchases).toEqual([]);
  });

  it("for the amount, currency, course and learner of our own row, not of what the session says of itself", async () => {
    const { sessionId } = await shop.begin();
    const session = shop.standIn.pay(sessionId, { method: "card" });
    session.metadata = { ...session.metadata, userId: "host:thief" };
    await shop.deliver(shop.eventId("checkout.session.completed"));
    expect(await shop.db.purchase.findMany({ select: { userId: true, amount: true, currency: true } })).toEqual([
      { userId: "host:42", amount: 4900, currency: "usd" },
    ]);
  });
});

describe("/metrics", () => {
  it("says how late events come, which failed and why, and when one last came through", async () => {
    expect(await metrics()).toContain("courselet_webhook_lag_seconds_count 0");
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const id = shop.eventId("checkout.session.completed");
    const { body, headers } = shop.standIn.signedRequest(id, { secret: "whsec_of_somebody_else" });
    await shop.request("/webhooks/stripe", { method: "POST", body, headers });
    shop.standIn.fail({ kind: "status", status: 500, times: 2 });
    expect(await shop.deliver(id)).toBe(503);
    shop.clock.advance(90_000);
    expect(await shop.deliver(id)).toBe(200);
    const text = await metrics();
    const lag = Number(/^courselet_webhook_lag_seconds_sum (.+)$/m.exec(text)?.[1]);
    expect(lag).toBeGreaterThanOrEqual(90);
    expect(lag).toBeLessThan(92);
    expect(text).toContain("courselet_webhook_lag_seconds_count 1");
    expect(text).toContain('courselet_webhook_failures_total{reason="signature"} 1');
    expect(text).toContain('courselet_webhook_failures_total{reason="payment_unavailable"} 1');
    const last = `courselet_webhook_last_success_timestamp_seconds ${shop.clock.now().getTime() / 1000}`;
    expect(text).toContain(last);
  });
});
