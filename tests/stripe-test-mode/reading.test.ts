import { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { checkoutStateFrom, wasPaid } from "../../packages/server/src/checkout/checkout-state.js";
import { moneyMoved } from "../../packages/server/src/checkout/money-moved.js";
import { EXPANDED, readingOf } from "../../packages/server/src/checkout/read-session.js";
import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { reconcile } from "../../packages/server/src/webhooks/reconcile/reconcile.js";
import { EFFECTIVE_TYPES } from "../../packages/server/src/webhooks/session-of-event.js";

// Nothing here writes to the account: it asks what the server asks, and reads the answers as the server does.
const key = process.env["STRIPE_TEST_SECRET_KEY"] ?? "";
const base = process.env["STRIPE_API_BASE"];
const address =
  base === undefined ? {} : { host: new URL(base).hostname, port: new URL(base).port, protocol: "http" as const };

let stripe: Stripe;
let server: TestApp;
beforeAll(async () => {
  if (!/^(sk|rk)_test_/.test(key)) throw new Error("STRIPE_TEST_SECRET_KEY must be a key of Stripe's test mode");
  stripe = new Stripe(key, { ...address, telemetry: false });
  server = await createTestApp({ stripe });
  server.clock.set(new Date());
});
afterAll(() => server.close());

describe("Stripe's test mode", () => {
  it("lists sessions with their payments, charges and fees, and each is read as some state", async () => {
    const { data } = await stripe.checkout.sessions.list({ limit: 100, expand: [`data.${EXPANDED}`] });
    for (const session of data.filter(({ mode }) => mode === "payment")) {
      const { reading } = readingOf(session, []);
      const state = checkoutStateFrom(reading);
      const money = moneyMoved({ isPaid: wasPaid(state), session, charge: reading.charge });
      expect([session.id, money.amountTotal !== null]).toEqual([session.id, wasPaid(state)]);
    }
    console.log(`${data.length} sessions read`);
    expect(Array.isArray(data)).toBe(true);
  });

  it("lists the events that the server looks for, and only those", async () => {
    const since = Math.floor(Date.now() / 1000) - 30 * 86_400;
    const types = [...EFFECTIVE_TYPES];
    const { data } = await stripe.events.list({ types, created: { gte: since }, delivery_success: false, limit: 100 });
    expect(data.filter(({ type }) => !types.some((known) => known === type))).toEqual([]);
  });

  it("has nothing for a shop without checkouts: reconcile changes nothing", async () => {
    const report = await reconcile({ deps: server.deps, sinceDays: 1 });
    expect(report).toMatchObject({ checked: { checkouts: 0, sessions: 0 }, changed: {}, failed: 0 });
  });
});
