import type { Stripe } from "stripe";

import { ApiError, invalid, missing, noSuch } from "./api-error.js";
import type { Context } from "./context.js";
import { LARGEST_AMOUNT, formatAmount, minimumAmount } from "./currencies.js";
import type { SessionLine } from "./line-items.js";
import { requireUrl } from "./urls.js";

type CreateParameters = Stripe.Checkout.SessionCreateParams;

const SHORTEST_LIFE_SECONDS = 30 * 60;
const LONGEST_LIFE_SECONDS = 24 * 60 * 60;
const LONGEST_REFERENCE = 200;

// What the types cannot say about the parameters of a session, each as a rule that throws ApiError 400.

export function requirePaymentMode(parameters: CreateParameters): void {
  if (parameters.mode === undefined) throw missing("mode");
  if (parameters.mode !== "payment") throw invalid("The stand-in knows sessions of mode payment only.", "mode");
}

export function requireUrls(parameters: CreateParameters): "hosted_page" | "embedded_page" {
  const asked: string = parameters.ui_mode ?? "hosted_page";
  if (asked !== "hosted_page" && asked !== "embedded_page") {
    throw invalid("The stand-in knows hosted_page and embedded_page only.", "ui_mode");
  }
  const uiMode = asked;
  const [needed, refused] =
    uiMode === "hosted_page"
      ? (["success_url", ["return_url", "redirect_on_completion"]] as const)
      : (["return_url", ["success_url", "cancel_url"]] as const);
  for (const param of refused) {
    if (parameters[param] !== undefined) throw invalid(`${param} cannot be used with ui_mode ${uiMode}.`, param);
  }
  if (parameters[needed] === undefined) throw missing(needed);
  for (const param of ["success_url", "cancel_url", "return_url"] as const) {
    const url = parameters[param];
    if (url !== undefined) requireUrl(url, param);
  }
  return uiMode;
}

export function requireCustomerOf(context: Context, parameters: CreateParameters): Stripe.Customer | null {
  const { customer: id, customer_email: email, customer_creation: creation } = parameters;
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw invalid(`Invalid email address: ${email}`, "customer_email", "email_invalid");
  }
  const { automatic_tax: tax, customer_update: update } = parameters;
  if (id === undefined) {
    if (update !== undefined) {
      throw invalid("`customer_update` can only be used with a `customer`.", "customer_update");
    }
    return null;
  }
  if (tax?.enabled === true && update?.address !== "auto") {
    // No customer of the stand-in has an address.
    const message = "Automatic tax calculation requires a valid address on the Customer, or customer_update[address].";
    throw invalid(message, "customer", "customer_tax_location_invalid");
  }
  if (email !== undefined) {
    throw invalid("You may only specify one of these parameters: customer, customer_email.", "customer_email");
  }
  if (creation !== undefined) {
    throw invalid("You may only specify one of these parameters: customer, customer_creation.", "customer_creation");
  }
  const customer = context.store.state.customers[id];
  if (customer === undefined) throw noSuch("customer", id, { param: "customer", status: 400 });
  return customer;
}

export function requireTotal(lines: SessionLine[]): { amount: number; currency: string } {
  const amount = lines.reduce((sum, { item }) => sum + item.amount_total, 0);
  const currency = lines[0]?.item.currency ?? "usd";
  const least = minimumAmount(currency);
  if (amount !== 0 && amount < least) {
    const message = `The Checkout Session's total amount must be at least ${formatAmount(least, currency)}.`;
    throw new ApiError(400, message, { code: "amount_too_small" });
  }
  if (amount > LARGEST_AMOUNT) {
    throw new ApiError(400, "The Checkout Session's total amount is too large.", { code: "amount_too_large" });
  }
  return { amount, currency };
}

export function requireReference(reference: string | undefined): string | null {
  if (reference !== undefined && reference.length > LONGEST_REFERENCE) {
    throw invalid(`client_reference_id may have at most ${LONGEST_REFERENCE} characters.`, "client_reference_id");
  }
  return reference ?? null;
}

export function requireExpiry(expiresAt: number | undefined, created: number): number {
  if (expiresAt === undefined) return created + LONGEST_LIFE_SECONDS;
  // A minute of grace: the caller's clock and this one may differ.
  if (expiresAt < created + SHORTEST_LIFE_SECONDS - 60 || expiresAt > created + LONGEST_LIFE_SECONDS + 60) {
    throw invalid(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
      "expires_at",
    );
  }
  return expiresAt;
}
