import { CHECKOUT_PARAMETER } from "@courselet/contract/checkout";
import { Stripe } from "stripe";

import type { Deps } from "../deps.js";
import { withParameter } from "../http/return-url.js";
import type { Learner } from "../identity/actor.js";
import { askStripe, type AskOptions } from "./ask-stripe.js";
import type { Deadline } from "./deadline.js";
import { NotForSaleError, PaymentUnavailableError } from "./errors.js";
import type { PricedCourse, Purchasing } from "./reserve-checkout.js";
import { stripeLocale } from "./stripe-locale.js";

/** What the hosted page shows of a course; longer ones are cut. */
const LONGEST_NAME = 250;
const LONGEST_DESCRIPTION = 500;
const LONGEST_IMAGE_URL = 2048;

interface SessionWish {
  deps: Deps;
  deadline: Deadline;
  checkoutId: string;
  course: PricedCourse;
  purchasing: Purchasing;
}

/**
 * Makes the session of a checkout at Stripe. The checkout's id is the idempotency key, so that asking twice makes one.
 * Throws PaymentUnavailableError, or NotForSaleError for a price that Stripe does not take.
 */
export async function createSession(wish: SessionWish): Promise<Stripe.Checkout.Session> {
  const { deps, purchasing } = wish;
  const { userId } = purchasing.learner;
  const customer = await deps.db.customer.findUnique({ where: { userId } });
  try {
    return await askFor(wish, customer?.customerId ?? null);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    if (customer !== null && error.param === "customer") {
      deps.log.warn("a Stripe customer is gone; the next payment makes a new one", { customerId: customer.customerId });
      await deps.db.customer.deleteMany({ where: { userId, customerId: customer.customerId } });
      return askFor(wish, null);
    }
    throw refusal(wish, error);
  }
}

function askFor(wish: SessionWish, customerId: string | null): Promise<Stripe.Checkout.Session> {
  const { deps, deadline, checkoutId } = wish;
  // Without the customer it is another request, which needs another key.
  const idempotencyKey = customerId === null ? checkoutId : `${checkoutId}:${customerId}`;
  return askStripe({
    deps,
    deadline,
    ask: (stripe: Stripe, options: AskOptions) =>
      stripe.checkout.sessions.create(sessionParameters(wish, customerId), { ...options, idempotencyKey }),
  });
}

/** The shop's fault, not the visitor's: said in the log in Stripe's words, and to the visitor in ours. */
function refusal({ deps, course, checkoutId }: SessionWish, error: Stripe.errors.StripeInvalidRequestError): Error {
  deps.log.error("Stripe refuses a checkout", {
    checkoutId,
    courseId: course.id,
    code: error.code,
    parameter: error.param,
    reason: error.message,
  });
  const isAmount = error.code === "amount_too_small" || error.code === "amount_too_large";
  // Such as a third decimal that is not 0: https://docs.stripe.com/currencies#three-decimal
  const isPrice = isAmount || error.param?.endsWith("[unit_amount]") === true;
  return isPrice ? new NotForSaleError() : new PaymentUnavailableError(error);
}

function sessionParameters(
  { deps, checkoutId, course, purchasing }: SessionWish,
  customerId: string | null,
): Stripe.Checkout.SessionCreateParams {
  const { learner, returnUrl, mode, locale } = purchasing;
  const metadata = { checkoutId, courseId: course.id, userId: learner.userId };
  const back = withParameter(returnUrl, CHECKOUT_PARAMETER, checkoutId);
  return {
    mode: "payment",
    client_reference_id: checkoutId,
    metadata,
    payment_intent_data: { description: cut(course.title, LONGEST_NAME), metadata },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: course.currency,
          unit_amount: course.price,
          ...taxBehavior(deps),
          product_data: {
            name: cut(course.title, LONGEST_NAME),
            ...(course.description?.trim() ? { description: cut(course.description.trim(), LONGEST_DESCRIPTION) } : {}),
            ...imagesOf(deps, course),
          },
        },
      },
    ],
    locale: stripeLocale(locale),
    ...(deps.config.stripe?.promotionCodes ? { allow_promotion_codes: true } : {}),
    ...taxesOf(deps, customerId),
    ...(mode === "embedded"
      ? { ui_mode: "embedded_page", return_url: back, redirect_on_completion: "if_required" }
      : { ui_mode: "hosted_page", success_url: back, cancel_url: returnUrl.href }),
    ...customerOf(learner, customerId),
  };
}

function customerOf({ email }: Learner, customerId: string | null): Stripe.Checkout.SessionCreateParams {
  if (customerId !== null) return { customer: customerId };
  return { customer_creation: "always", ...(email === null ? {} : { customer_email: email }) };
}

/** A customer whom Stripe knows gets the address they type saved: taxes depend on it. */
function taxesOf({ config }: Deps, customerId: string | null): Stripe.Checkout.SessionCreateParams {
  if (config.stripe === null || config.stripe.automaticTax === "off") return {};
  return {
    automatic_tax: { enabled: true },
    ...(customerId === null ? {} : { customer_update: { address: "auto" } }),
  };
}

function taxBehavior({ config }: Deps): { tax_behavior?: "inclusive" | "exclusive" } {
  const behavior = config.stripe?.automaticTax;
  return behavior === "inclusive" || behavior === "exclusive" ? { tax_behavior: behavior } : {};
}

function imagesOf({ files }: Deps, { imageUrl }: PricedCourse): { images?: string[] } {
  const url = imageUrl === null ? null : files.publicUrl(imageUrl);
  return url !== null && /^https?:/i.test(url) && url.length <= LONGEST_IMAGE_URL ? { images: [url] } : {};
}

/** By code points, so that no character is cut in half. */
function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
