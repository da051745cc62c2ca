import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openShop, type Shop } from "./open-shop.js";

let shop: Shop;
let paymentIntent: string;
beforeEach(async () => {
  shop = await openShop();
  const { sessionId, checkoutId } = await shop.begin();
  const session = shop.standIn.pay(sessionId, { method: "card" });
  paymentIntent = String(session.payment_intent);
  await shop.status(checkoutId);
});
afterEach(() => shop.close());

it("access is there to be lost", async () => {
  expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
});

describe("a refund", () => {
  it("in part leaves access", async () => {
    shop.standIn.refund(paymentIntent, 4899);
    await shop.deliver(shop.eventId("charge.refunded"));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
  });

  it("in full takes it away, and the course can be bought again", async () => {
    shop.standIn.refund(paymentIntent, 900);
    shop.standIn.refund(paymentIntent);
    await shop.deliver(shop.eventId("charge.refunded"));
    expect(await shop.standing()).toEqual({ access: "none", reason: "refunded" });
    const again = await shop.begin();
    shop.standIn.pay(again.sessionId, { method: "card" });
    expect((await shop.status(again.checkoutId)).body.status).toBe("paid");
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect((await shop.rows()).states).toEqual(["refunded", "paid"]);
  });

  it("of one payment leaves the access that another gives", async () => {
    shop.standIn.refund(paymentIntent);
    await shop.deliver(shop.eventId("charge.refunded"));
    const again = await shop.begin();
    shop.standIn.pay(again.sessionId, { method: "card" });
    await shop.status(again.checkoutId);
    expect(await shop.deliver(shop.eventId("refund.created"))).toBe(200);
    shop.standIn.openDispute(paymentIntent);
    await shop.deliver(shop.eventId("charge.dispute.created"));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
    expect((await shop.rows()).states).toEqual(["disputed", "paid"]);
  });

  it("is not undone by an old return page", async () => {
    const [checkout] = await shop.db.checkout.findMany();
    shop.standIn.refund(paymentIntent);
    await shop.deliver(shop.eventId("charge.refunded"));
    expect((await shop.status(checkout?.id ?? "")).body.status).toBe("failed");
    expect(await shop.standing()).toEqual({ access: "none", reason: "refunded" });
  });
});

describe("a dispute", () => {
  it("takes access away while it is open, and gives it back when it is won", async () => {
    const dispute = shop.standIn.openDispute(paymentIntent);
    await shop.deliver(shop.eventId("charge.dispute.created"));
    expect(await shop.standing()).toEqual({ access: "none", reason: "disputed" });
    shop.standIn.closeDispute(dispute.id, "won");
    await shop.deliver(shop.eventId("charge.dispute.closed"));
    expect(await shop.standing()).toEqual({ access: "purchased", reason: null });
  });

  it("takes it away for good when it is lost", async () => {
    const dispute = shop.standIn.openDispute(paymentIntent);
    shop.standIn.closeDispute(dispute.id, "lost");
    await shop.deliver(shop.eventId("charge.dispute.closed"));
    await shop.deliver(shop.eventId("charge.dispute.created"));
    expect(await shop.standing()).toEqual({ access: "none", reason: "disputed" });
    expect((await shop.rows()).purchases).toEqual([{ status: "disputed", amount: 4900 }]);
  });
});

it("access that joining a free course gave outlives a refund", async () => {
  await shop.db.purchase.updateMany({
    data: { amount: 0, stripeCheckoutSessionId: null, stripePaymentIntentId: null },
  });
  shop.standIn.refund(paymentIntent);
  await shop.deliver(shop.eventId("charge.refunded"));
  expect((await shop.standing()).access).toBe("free");
});
