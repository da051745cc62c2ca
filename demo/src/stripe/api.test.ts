import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { lineItem, purchase, refusal, sdkFor, startForTest, type TestStandIn } from "./testing.js";

let test: TestStandIn;
let stripe: Stripe;
beforeAll(async () => {
  test = await startForTest();
  stripe = test.stripe;
});
afterAll(() => test.close());

/** Requests that the SDK's types would not let through. */
const create = (parameters: Record<string, unknown>) =>
  stripe.rawRequest("POST", "/v1/checkout/sessions", { ...purchase(), ...parameters });

it("validates against the parameters of the stripe package that is installed", () => {
  const script = fileURLToPath(new URL("./make-parameter-schemas.mjs", import.meta.url));
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});

describe("the API", () => {
  it("wants the secret key", async () => {
    const answer = await fetch(`${test.standIn.url}/v1/checkout/sessions`);
    expect(answer.status).toBe(401);
    expect(await refusal(sdkFor(test.standIn.port, "sk_test_other").customers.list())).toMatchObject({ status: 401 });
  });

  it("names every answer", async () => {
    const session = await stripe.checkout.sessions.create(purchase());
    expect(session.lastResponse.requestId).toMatch(/^req_\w{14}$/);
    const answer = await fetch(`${test.standIn.url}/v1/events`);
    expect(answer.headers.get("Request-Id")).toMatch(/^req_/);
  });

  it("knows no other addresses and no unknown objects", async () => {
    expect(await refusal(stripe.products.list())).toMatchObject({ status: 404, type: "StripeInvalidRequestError" });
    for (const id of ["cs_test_none", "constructor", "__proto__"]) {
      expect(await refusal(stripe.checkout.sessions.retrieve(id))).toMatchObject({
        status: 404,
        code: "resource_missing",
      });
    }
  });
});

describe("a refused parameter", () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["unknown", { colour: "blue" }, { code: "parameter_unknown", param: "colour" }],
    [
      "unknown, deep within",
      { line_items: [{ ...lineItem(4900), weight: 1 }] },
      { code: "parameter_unknown", param: "line_items[0][weight]" },
    ],
    ["missing", { mode: undefined }, { code: "parameter_missing", param: "mode" }],
    [
      "missing, deep within",
      {
        line_items: [
          {
            quantity: 1,
            price_data: { currency: "usd", unit_amount: 4900, product_data: { description: "About it." } },
          },
        ],
      },
      { code: "parameter_missing", param: "line_items[0][price_data][product_data][name]" },
    ],
    ["not one of its values", { mode: "gift" }, { param: "mode" }],
    [
      "not a whole number",
      { line_items: [lineItem(49.5)] },
      { code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]" },
    ],
    ["not a boolean", { allow_promotion_codes: "perhaps" }, { param: "allow_promotion_codes" }],
    ["empty", { client_reference_id: "" }, { code: "parameter_invalid_empty", param: "client_reference_id" }],
    ["not a URL", { success_url: "/done" }, { code: "url_invalid", param: "success_url" }],
    ["a script", { cancel_url: "javascript:alert(1)" }, { code: "url_invalid", param: "cancel_url" }],
    ["not an address", { customer_email: "nobody" }, { code: "email_invalid", param: "customer_email" }],
    ["an unknown customer", { customer: "cus_none" }, { code: "resource_missing", param: "customer" }],
    ["not a currency", { line_items: [lineItem(4900, "abc")] }, { param: "line_items[0][price_data][currency]" }],
    ["too little", { line_items: [lineItem(49)] }, { code: "amount_too_small" }],
    ["too little in yen", { line_items: [lineItem(49, "jpy")] }, { code: "amount_too_small" }],
    ["of two currencies", { line_items: [lineItem(4900), lineItem(4900, "eur")] }, { param: "line_items" }],
    ["a life too short", { expires_at: Math.floor(Date.now() / 1000) + 60 }, { param: "expires_at" }],
    ["a life too long", { expires_at: Math.floor(Date.now() / 1000) + 90_000 }, { param: "expires_at" }],
    ["for another way of paying", { mode: "subscription" }, { param: "mode" }],
    ["for another way of showing", { ui_mode: "embedded_page" }, { param: "success_url" }],
    ["too much metadata", { metadata: { note: "x".repeat(501) } }, { param: "metadata[note]" }],
  ])("is %s", async (_, change, refused) => {
    expect(await refusal(create(change))).toMatchObject({ status: 400, ...refused });
  });
});

describe("an idempotency key", () => {
  it("gives the same answer to the same request", async () => {
    const [first, again] = [
      await stripe.checkout.sessions.create(purchase(), { idempotencyKey: "one" }),
      await stripe.checkout.sessions.create(purchase(), { idempotencyKey: "one" }),
    ];
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  it("is refused for another request", async () => {
    await stripe.checkout.sessions.create(purchase(), { idempotencyKey: "two" });
    const other = stripe.checkout.sessions.create(purchase({}, 5900), { idempotencyKey: "two" });
    expect(await refusal(other)).toMatchObject({ type: "StripeIdempotencyError", status: 400 });
  });

  it("is forgotten after 24 hours", async () => {
    let now = new Date("2026-03-01T00:00:00Z");
    const dated = await startForTest({ clock: { now: () => now } });
    try {
      const make = () => dated.stripe.checkout.sessions.create(purchase(), { idempotencyKey: "four" });
      const { id } = await make();
      now = new Date("2026-03-01T23:59:59Z");
      expect((await make()).id).toBe(id);
      now = new Date("2026-03-02T00:00:01Z");
      expect((await make()).id).not.toBe(id);
    } finally {
      await dated.close();
    }
  });

  it("is free again after a refusal", async () => {
    await refusal(stripe.checkout.sessions.create(purchase({}, 1), { idempotencyKey: "three" }));
    expect((await stripe.checkout.sessions.create(purchase(), { idempotencyKey: "three" })).status).toBe("open");
  });
});

it("lists pages, newest first", async () => {
  const made: string[] = [];
  for (let index = 0; index < 5; index++) made.push((await stripe.customers.create({ email: "list@a.example" })).id);
  const first = await stripe.customers.list({ email: "list@a.example", limit: 2 });
  expect(first).toMatchObject({ has_more: true, data: [{ id: made[4] }, { id: made[3] }] });
  const all = await stripe.customers.list({ email: "list@a.example", limit: 2 }).autoPagingToArray({ limit: 100 });
  expect(all.map(({ id }) => id)).toEqual(made.toReversed());
});

describe("faults", () => {
  it("meet the requests they are meant for, as often as asked", async () => {
    test.standIn.fail({ kind: "status", status: 500, times: 1, on: "GET /v1/customers" });
    expect((await stripe.checkout.sessions.list()).object).toBe("list");
    expect(await refusal(stripe.customers.list())).toMatchObject({ status: 500, type: "StripeAPIError" });
    expect((await stripe.customers.list()).object).toBe("list");
    test.standIn.fail({ kind: "status", status: 429, times: 1 });
    expect(await refusal(stripe.customers.list())).toMatchObject({ type: "StripeRateLimitError" });
  });

  it("can lose an answer to what was done", async () => {
    test.standIn.fail({ kind: "lose-answer", times: 1 });
    const options = { timeout: 100, idempotencyKey: "lost" };
    expect(await refusal(stripe.customers.create({ name: "Lost" }, options))).toMatchObject({
      type: "StripeConnectionError",
    });
    const again = await stripe.customers.create({ name: "Lost" }, options);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });
});
