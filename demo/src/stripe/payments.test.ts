import type { Stripe } from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { lineItem, purchase, refusal, startForTest, type TestStandIn } from "./testing.js";

let test: TestStandIn;
let stripe: Stripe;
let now: number;
beforeEach(async () => {
  now = Date.now();
  test = await startForTest({ clock: { now: () => new Date(now) } });
  stripe = test.stripe;
});
afterEach(() => test.close());

const types = () => test.standIn.events().map(({ type }) => type);
const read = (id: string) => stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
async function paid(): Promise<string> {
  const { id } = await stripe.checkout.sessions.create(purchase());
  return String(test.standIn.pay(id, { method: "card" }).payment_intent);
}

describe("a session", () => {
  it("is open until it is paid by card, then complete and paid", async () => {
    const session = await stripe.checkout.sessions.create(purchase({ customer_creation: "always" }));
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_total: 4900,
    });
    expect(session.id).toMatch(/^cs_test_\w{60}$/);
    expect(session.url).toBe(`${test.standIn.url}/c/pay/${session.id}`);
    test.standIn.pay(session.id, { method: "card", email: "buyer@a.example" });
    const after = await read(session.id);
    expect(after).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      customer_details: { email: "buyer@a.example" },
      payment_intent: { status: "succeeded", amount_received: 4900, latest_charge: { paid: true, disputed: false } },
    });
    expect((await stripe.customers.retrieve(String(after.customer))).id).toMatch(/^cus_/);
    expect(types()).toEqual([
      "customer.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
  });

  it("is complete and unpaid while a bank debit is on its way", async () => {
    const { id } = await stripe.checkout.sessions.create(purchase());
    test.standIn.pay(id, { method: "bank_debit" });
    expect(await read(id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing", latest_charge: { status: "pending" } },
    });
    test.standIn.endBankDebits();
    expect(await read(id)).toMatchObject({ payment_status: "paid", payment_intent: { status: "succeeded" } });
    expect(types()).toContain("checkout.session.async_payment_succeeded");
  });

  it("stays unpaid when the bank refuses", async () => {
    const { id } = await stripe.checkout.sessions.create(purchase());
    test.standIn.pay(id, { method: "bank_debit_that_fails" });
    test.standIn.endBankDebits();
    expect(await read(id)).toMatchObject({
      payment_status: "unpaid",
      payment_intent: { status: "requires_payment_method", latest_charge: { status: "failed" } },
    });
    expect(types()).toContain("checkout.session.async_payment_failed");
  });

  it("stays open when a card is declined, and cannot be paid twice", async () => {
    const { id } = await stripe.checkout.sessions.create(purchase());
    expect(() => test.standIn.pay(id, { method: "card_that_is_declined" })).toThrow(/declined/);
    expect((await read(id)).status).toBe("open");
    test.standIn.pay(id, { method: "card" });
    expect(() => test.standIn.pay(id, { method: "card" })).toThrow(/complete/);
  });

  it("needs no payment when it costs nothing", async () => {
    const { id } = await stripe.checkout.sessions.create(purchase({}, 0));
    test.standIn.pay(id, { method: "card" });
    expect(await read(id)).toMatchObject({ payment_status: "no_payment_required", payment_intent: null });
  });

  it("expires when its time has passed", async () => {
    const { id, expires_at } = await stripe.checkout.sessions.create(purchase());
    now = expires_at * 1000;
    expect(await read(id)).toMatchObject({ status: "expired", url: null });
    expect(types()).toEqual(["checkout.session.expired"]);
    expect(() => test.standIn.pay(id, { method: "card" })).toThrow(/expired/);
  });

  it("is expired by the shop while it is open, and not after", async () => {
    const { id } = await stripe.checkout.sessions.create(purchase());
    expect((await stripe.checkout.sessions.expire(id)).status).toBe("expired");
    expect(await refusal(stripe.checkout.sessions.expire(id))).toMatchObject({ status: 400 });
  });

  it("is found by its payment, and shows its lines", async () => {
    const intent = await paid();
    const found = await stripe.checkout.sessions.list({ payment_intent: intent });
    expect(found.data.map(({ payment_intent }) => payment_intent)).toEqual([intent]);
    expect((await stripe.checkout.sessions.list({ payment_intent: "pi_none" })).data).toEqual([]);
    const session = await stripe.checkout.sessions.retrieve(found.data[0]?.id ?? "", { expand: ["line_items"] });
    expect(session.line_items?.data).toMatchObject([{ description: "A course", amount_total: 4900, quantity: 1 }]);
    expect(await refusal(stripe.checkout.sessions.retrieve(session.id, { expand: ["mode"] }))).toMatchObject({
      status: 400,
      param: "expand[0]",
    });
  });

  it("counts yen in whole yen", async () => {
    const session = await stripe.checkout.sessions.create(purchase({ line_items: [lineItem(4900, "jpy")] }));
    expect(session).toMatchObject({ amount_total: 4900, currency: "jpy" });
  });

  it("for an embedded form has a secret instead of an address", async () => {
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      ui_mode: "embedded_page",
      return_url: "http://localhost:4173/done",
      line_items: [lineItem(4900)],
    });
    expect(session.url).toBeNull();
    expect(session.client_secret).toMatch(new RegExp(`^${session.id}_secret_`));
  });
});

describe("a refund", () => {
  it("is partial until all is given back", async () => {
    const intent = await paid();
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 900 });
    expect(part).toMatchObject({ amount: 900, status: "succeeded" });
    expect(await stripe.charges.retrieve(String(part.charge))).toMatchObject({ amount_refunded: 900, refunded: false });
    await stripe.refunds.create({ charge: String(part.charge) });
    expect(await stripe.charges.retrieve(String(part.charge))).toMatchObject({ amount_refunded: 4900, refunded: true });
    expect(types().filter((type) => type === "charge.refunded")).toHaveLength(2);
  });

  it("is refused for more than there is, and for what is given back already", async () => {
    const intent = await paid();
    expect(await refusal(stripe.refunds.create({ payment_intent: intent, amount: 4901 }))).toMatchObject({
      param: "amount",
    });
    await stripe.refunds.create({ payment_intent: intent });
    expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: "charge_already_refunded",
    });
    expect(await refusal(stripe.refunds.create({}))).toMatchObject({ status: 400 });
  });
});

describe("a dispute", () => {
  it("is opened, and closed as the bank decides", async () => {
    const intent = await paid();
    const dispute = test.standIn.openDispute(intent);
    expect((await stripe.disputes.list({ payment_intent: intent })).data).toMatchObject([
      { id: dispute.id, status: "needs_response", charge: dispute.charge },
    ]);
    expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({ code: "charge_disputed" });
    test.standIn.closeDispute(dispute.id, "won");
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("won");
    expect((await stripe.charges.retrieve(String(dispute.charge))).disputed).toBe(true);
    expect(() => test.standIn.closeDispute(dispute.id, "lost")).toThrow(/already won/);
    expect(types().filter((type) => type.startsWith("charge.dispute"))).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
  });
});
