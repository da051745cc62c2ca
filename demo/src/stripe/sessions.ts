import type { Stripe } from "stripe";

import { ApiError, noSuch } from "./api-error.js";
import { seconds, type Context } from "./context.js";
import { makeId, randomText } from "./identifiers.js";
import { makeLineItems } from "./line-items.js";
import { parseMetadata } from "./metadata.js";
import {
  requireCustomerOf,
  requireExpiry,
  requirePaymentMode,
  requireReference,
  requireTotal,
  requireUrls,
} from "./session-rules.js";
import { applyTotals } from "./totals.js";

/** Makes an open session, or throws ApiError 400 as Stripe would. */
export function createSession(
  context: Context,
  parameters: Stripe.Checkout.SessionCreateParams,
): Stripe.Checkout.Session {
  const { state } = context.store;
  const created = seconds(context.clock);
  requirePaymentMode(parameters);
  const uiMode = requireUrls(parameters);
  const customer = requireCustomerOf(context, parameters);
  const lines = makeLineItems(parameters.line_items, created);
  const total = requireTotal(lines);
  const id = makeId("checkout.session");
  const session: Stripe.Checkout.Session = {
    ...unusedFeatures(),
    id,
    object: "checkout.session",
    amount_subtotal: total.amount,
    amount_total: total.amount,
    cancel_url: parameters.cancel_url ?? null,
    client_reference_id: requireReference(parameters.client_reference_id),
    client_secret: uiMode === "embedded_page" ? `${id}_secret_${randomText(50)}` : null,
    created,
    currency: total.currency,
    customer: customer?.id ?? null,
    customer_creation: customer === null ? (parameters.customer_creation ?? "if_required") : null,
    customer_details: emailDetails(customer?.email ?? parameters.customer_email ?? null),
    customer_email: parameters.customer_email ?? null,
    expires_at: requireExpiry(parameters.expires_at, created),
    livemode: false,
    locale: parameters.locale ?? null,
    metadata: parseMetadata(parameters.metadata, "metadata"),
    mode: "payment",
    payment_intent: null,
    payment_method_types: ["card", "us_bank_account"],
    allow_promotion_codes: parameters.allow_promotion_codes ?? null,
    payment_status: "unpaid",
    status: "open",
    submit_type: parameters.submit_type ?? null,
    success_url: parameters.success_url ?? null,
    ui_mode: uiMode,
    url: uiMode === "hosted_page" ? `${context.publicUrl}/c/pay/${id}` : null,
    ...(uiMode === "embedded_page" && parameters.return_url !== undefined
      ? { return_url: parameters.return_url, redirect_on_completion: parameters.redirect_on_completion ?? "always" }
      : {}),
  };
  if (parameters.automatic_tax?.enabled === true) {
    session.automatic_tax = { enabled: true, liability: { type: "self" }, provider: "stripe", status: "complete" };
  }
  state.sessions[id] = session;
  state.sessionExtras[id] = {
    lines,
    paymentIntentData: {
      description: parameters.payment_intent_data?.description ?? null,
      metadata: parseMetadata(parameters.payment_intent_data?.metadata, "payment_intent_data[metadata]"),
    },
    bankDebit: null,
  };
  applyTotals(context, session, 0);
  return session;
}

/** The session, expired first if its time has passed. Throws ApiError 404. */
export function requireSession(context: Context, id: string): Stripe.Checkout.Session {
  expireDueSessions(context);
  const session = context.store.state.sessions[id];
  if (session === undefined) throw noSuch("checkout.session", id);
  return session;
}

/** Ends an open session at the merchant's wish. Throws ApiError 400 when it is not open. */
export function expireSession(context: Context, id: string): Stripe.Checkout.Session {
  const session = requireSession(context, id);
  if (session.status !== "open") {
    throw new ApiError(
      400,
      `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`,
    );
  }
  markExpired(context, session);
  return session;
}

/** Ends every open session whose time has passed. */
export function expireDueSessions(context: Context): void {
  const now = seconds(context.clock);
  for (const session of Object.values(context.store.state.sessions)) {
    if (session.status === "open" && session.expires_at <= now) markExpired(context, session);
  }
}

function markExpired(context: Context, session: Stripe.Checkout.Session): void {
  session.status = "expired";
  session.url = null;
  session.client_secret = null;
  context.store.save();
  context.webhooks.emit("checkout.session.expired", session);
}

/** What is known of a customer of whom only the e-mail is known. */
export function emailDetails(email: string | null): Stripe.Checkout.Session.CustomerDetails | null {
  if (email === null) return null;
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: "none",
    tax_ids: null,
  };
}

/** What a real session also shows and this one never uses. */
function unusedFeatures() {
  return {
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allowed_payment_method_types: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer_account: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    managed_payments: null,
    origin_context: null,
    payment_link: null,
    payment_method_collection: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    wallet_options: null,
  } satisfies Partial<Stripe.Checkout.Session>;
}
