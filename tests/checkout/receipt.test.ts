import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { TestLearner } from "../../packages/server/src/testing/create-test-app.js";
import { openShop, RETURN_URL, type Shop } from "./open-shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const receipts = () => shop.db.outboxMail.findMany({ where: { kind: "receipt" }, orderBy: { createdAt: "asc" } });

/** Somebody begins to buy the course; the ids on both sides. */
async function begins(who: TestLearner): Promise<{ checkoutId: string; sessionId: string }> {
  const { body } = await shop.start({}, who);
  const { stripeSessionId } = await shop.db.checkout.findUniqueOrThrow({ where: { id: body.checkoutId } });
  return { checkoutId: body.checkoutId, sessionId: stripeSessionId ?? "" };
}

describe("a receipt", () => {
  it("goes to the address given at Stripe, and says what was paid, when, and the way back", async () => {
    shop.clock.set(new Date("2026-11-23T20:00:00Z"));
    const { sessionId, checkoutId } = await begins(await shop.asGuest());
    shop.standIn.pay(sessionId, { method: "card", email: "ada@elsewhere.example" });
    await shop.deliver(shop.eventId("checkout.session.completed"));
    const [receipt, ...others] = await receipts();
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({
      reference: `receipt:${checkoutId}`,
      to: "ada@elsewhere.example",
      subject: "Your receipt for Making things that think",
    });
    for (const part of ["Making things that think", "$49.00, paid on November 23, 2026", RETURN_URL]) {
      expect(receipt?.text).toContain(part);
    }
    const wayBack = `http://localhost:8787/restore?${new URLSearchParams({ returnUrl: RETURN_URL })}`;
    expect(receipt?.text).toContain(wayBack);
    expect((await shop.request(wayBack)).status).toBe(200);
  });

  it("holds no token, and tells a user who is signed in of no other way back", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.status(checkoutId);
    const [receipt] = await receipts();
    expect(receipt?.to).toBe("learner@school.example");
    expect(receipt?.text).not.toMatch(/restore|eyJ|courselet_/);
    expect(receipt?.text).not.toContain(shop.learner.token);
  });

  it.each([
    ["jpy", 4900, "¥4,900"],
    ["kwd", 4900, "KWD 4.900"],
    ["huf", 490_000, "HUF 4,900"],
    ["eur", 4990, "€49.90"],
  ])("writes an amount in %s as Stripe counts it", async (currency, price, text) => {
    await shop.db.course.update({ where: { id: shop.course.courseId }, data: { currency, price } });
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    await shop.deliver(shop.eventId("checkout.session.completed"));
    expect((await receipts())[0]?.text.replaceAll("\u00a0", " ")).toContain(`${text}, paid on`);
  });

  it("says what was paid after a discount and with tax, and when: also when that is found out days later", async () => {
    const taxed = await openShop({ settings: { promotionCodes: true, automaticTax: "exclusive" } });
    try {
      const date = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(taxed.clock.now());
      const { checkoutId, sessionId } = await taxed.begin();
      taxed.standIn.applyPromotionCode(sessionId, "HALF");
      taxed.standIn.pay(sessionId, { method: "card" });
      taxed.clock.advance(2 * 86_400_000);
      await taxed.deliver(taxed.eventId("checkout.session.completed"));
      const { text } = await taxed.db.outboxMail.findUniqueOrThrow({ where: { reference: `receipt:${checkoutId}` } });
      expect(text).toContain(`$26.95, including $2.45 tax, after a discount of $24.50, paid on ${date}`);
    } finally {
      await taxed.close();
    }
  });

  it("is one, of fifty deliveries and ten visits of the return page", async () => {
    const { sessionId, checkoutId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const id = shop.eventId("checkout.session.completed");
    const deliveries = Array.from({ length: 50 }, () => shop.deliver(id));
    const visits = Array.from({ length: 10 }, () => shop.status(checkoutId));
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set([200]));
    await Promise.all(visits);
    expect(await receipts()).toHaveLength(1);
  });

  it("comes when a delayed payment arrives, not before", async () => {
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "bank_debit" });
    await shop.deliver(shop.eventId("checkout.session.completed"));
    expect(await receipts()).toEqual([]);
    shop.clock.advance(60_000);
    shop.standIn.endBankDebits();
    await shop.deliver(shop.eventId("checkout.session.async_payment_succeeded"));
    expect(await receipts()).toHaveLength(1);
  });

  it("is not sent again when a dispute is won, nor for a refund", async () => {
    const { sessionId } = await shop.begin();
    const { payment_intent: intent } = shop.standIn.pay(sessionId, { method: "card" });
    await shop.deliver(shop.eventId("checkout.session.completed"));
    // Long ago: the mail itself is forgotten.
    await shop.db.outboxMail.deleteMany();
    const dispute = shop.standIn.openDispute(String(intent));
    await shop.deliver(shop.eventId("charge.dispute.created"));
    shop.standIn.closeDispute(dispute.id, "won");
    await shop.deliver(shop.eventId("charge.dispute.closed"));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    shop.standIn.refund(String(intent));
    await shop.deliver(shop.eventId("charge.refunded"));
    expect(await receipts()).toEqual([]);
  });

  it("and the purchase are written together: when one cannot be, neither is, and the next delivery makes both", async () => {
    const { sessionId } = await shop.begin();
    shop.standIn.pay(sessionId, { method: "card" });
    const id = shop.eventId("checkout.session.completed");
    await shop.db.$executeRaw`ALTER TABLE "OutboxMail" RENAME TO "OutboxElsewhere"`;
    const failed = await shop
      .deliver(id)
      .finally(() => shop.db.$executeRaw`ALTER TABLE "OutboxElsewhere" RENAME TO "OutboxMail"`);
    expect(failed).toBe(500);
    expect((await shop.rows()).purchases).toEqual([]);
    expect(await shop.deliver(id)).toBe(200);
    expect((await shop.rows()).purchases).toEqual([{ status: "paid", amount: 4900 }]);
    expect(await receipts()).toHaveLength(1);
  });
});

describe("a guest and a user who are the same person", () => {
  it("and both bought the course, own it once; a refund of either payment leaves the access of the other", async () => {
    const guest = await shop.asGuest();
    const intents: string[] = [];
    for (const who of [guest, shop.learner]) {
      const { sessionId, checkoutId } = await begins(who);
      intents.push(
        String(shop.standIn.pay(sessionId, { method: "card", email: "ada@elsewhere.example" }).payment_intent),
      );
      await shop.status(checkoutId, who);
    }
    await shop.request("/v1/me/merge", { headers: shop.learner.headers, json: { guestToken: guest.token } });

    expect(await shop.db.purchase.findMany()).toMatchObject([{ userId: shop.learner.userId, status: "paid" }]);
    const checkouts = await shop.db.checkout.findMany();
    expect(checkouts.map(({ userId }) => userId)).toEqual([shop.learner.userId, shop.learner.userId]);
    expect(await receipts()).toHaveLength(2);

    const [ofGuest = "", ofUser = ""] = intents;
    shop.standIn.refund(ofUser);
    await shop.deliver(shop.eventId("charge.refunded"));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    shop.standIn.refund(ofGuest);
    await shop.deliver(shop.eventId("charge.refunded"));
    expect(await shop.standing()).toEqual({ access: "none", reason: "refunded" });
  });
});
