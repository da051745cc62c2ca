import { Stripe } from "stripe";

import { startStripeStandIn, type StartedStripeStandIn } from "./start-stand-in.js";
import type { StripeStandInOptions } from "./stand-in.js";

export const KEY = "sk_test_of_the_stand_in";
export const SECRET = "whsec_of_the_stand_in";

export interface TestStandIn {
  standIn: StartedStripeStandIn;
  /** The real SDK, pointed at it. */
  stripe: Stripe;
  close(): Promise<void>;
}

/** The stand-in on a free port of this machine, with bank debits that take a minute and no webhook endpoint unless one is given. */
export async function startForTest(options: Partial<StripeStandInOptions> = {}): Promise<TestStandIn> {
  const standIn = await startStripeStandIn({
    secretKey: KEY,
    webhookSecret: SECRET,
    webhookUrl: null,
    bankDebitDelayMs: 60_000,
    ...options,
    host: "127.0.0.1",
    port: 0,
  });
  return { standIn, stripe: sdkFor(standIn.port), close: () => standIn.close() };
}

export function sdkFor(port: number, key = KEY): Stripe {
  return new Stripe(key, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
}

/** What a shop asks for when somebody buys one thing. */
export function purchase(
  change: Stripe.Checkout.SessionCreateParams = {},
  amount = 4900,
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    success_url: "http://localhost:4173/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://localhost:4173/course",
    line_items: [lineItem(amount)],
    ...change,
  };
}

export function lineItem(amount: number, currency = "usd"): Stripe.Checkout.SessionCreateParams.LineItem {
  const product_data = { name: "A course", description: "About it.", images: ["http://localhost:4173/cover.png"] };
  return { quantity: 1, price_data: { currency, unit_amount: amount, product_data } };
}

/** What a refused call throws, as far as it matters. */
export async function refusal(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return { type: error.type, status: error.statusCode, code: error.code, param: error.param, message: error.message };
}
