import type { Stripe } from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { purchase, refusal, startForTest, type TestStandIn } from "./testing.js";

let test: TestStandIn;
beforeEach(async () => {
  test = await startForTest();
});
afterEach(() => test.close());

const create = (change: Stripe.Checkout.SessionCreateParams = {}) =>
  test.stripe.checkout.sessions.create(purchase({ allow_promotion_codes: true, ...change }));

function enter(url: string | null, form: Record<string, string>) {
  const body = new URLSearchParams(form);
  const headers = { Origin: test.standIn.url };
  return fetch(String(url), { method: "POST", body, headers, redirect: "manual" });
}

describe("a promotion code", () => {
  it("halves the price when it is entered on the page", async () => {
    const { id, url } = await create();
    const answer = await enter(url, { action: "promotion", promotion: "half" });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/c/pay/${id}`]);
    expect(await (await fetch(String(url))).text()).toContain("Pay $24.50");
    expect(await test.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      amount_subtotal: 4900,
      amount_total: 2450,
      total_details: { amount_discount: 2450, amount_tax: 0 },
      payment_status: "unpaid",
    });
  });

  it("that gives all of it leaves nothing to pay, and no payment", async () => {
    const { id } = await create();
    test.standIn.applyPromotionCode(id, "FREE");
    expect(test.standIn.pay(id, { method: "card", email: "a@mail.example" })).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
      amount_total: 0,
    });
  });

  it("that is none is refused in words, and the page stays", async () => {
    const { url } = await create();
    const answer = await enter(url, { action: "promotion", promotion: "constructor" });
    expect(answer.status).toBe(402);
    expect(await answer.text()).toContain("This code is invalid.");
  });

  it("is not asked for unless the session takes codes", async () => {
    const { url, id } = await create({ allow_promotion_codes: false });
    expect(await (await fetch(String(url))).text()).not.toContain("Promotion code");
    expect(() => test.standIn.applyPromotionCode(id, "HALF")).toThrow("does not take promotion codes");
  });
});

describe("automatic tax", () => {
  it("adds a tenth to what is left after the discount, and shows it", async () => {
    const { id, url } = await create({ automatic_tax: { enabled: true } });
    test.standIn.applyPromotionCode(id, "HALF");
    expect(await test.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      amount_subtotal: 4900,
      amount_total: 2695,
      total_details: { amount_discount: 2450, amount_tax: 245 },
      automatic_tax: { enabled: true, status: "complete" },
    });
    expect(await (await fetch(String(url))).text()).toContain("Tax $2.45");
  });

  it("is part of a price that contains it", async () => {
    const { line_items } = purchase();
    const [item] = line_items ?? [];
    const price_data = { ...item?.price_data, currency: "usd", tax_behavior: "inclusive" as const };
    const session = await create({ automatic_tax: { enabled: true }, line_items: [{ quantity: 1, price_data }] });
    expect(session).toMatchObject({ amount_subtotal: 4900, amount_total: 4900, total_details: { amount_tax: 445 } });
  });

  it("needs to know where a known customer lives", async () => {
    const customer = (await test.stripe.customers.create({ email: "a@mail.example" })).id;
    const automatic_tax = { enabled: true };
    expect(await refusal(create({ customer, automatic_tax }))).toMatchObject({
      status: 400,
      code: "customer_tax_location_invalid",
    });
    await create({ customer, automatic_tax, customer_update: { address: "auto" } });
  });
});

it("books a payment less the fee, which the charge tells when it is expanded", async () => {
  const { id } = await create();
  test.standIn.pay(id, { method: "card" });
  const expand = ["payment_intent.latest_charge.balance_transaction"];
  const session = await test.stripe.checkout.sessions.retrieve(id, { expand });
  expect(session).toMatchObject({
    payment_intent: { latest_charge: { balance_transaction: { amount: 4900, fee: 172, net: 4728, currency: "usd" } } },
  });
});
