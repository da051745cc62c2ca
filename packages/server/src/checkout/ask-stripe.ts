import { Stripe } from "stripe";

import type { Deps } from "../deps.js";
import type { Deadline } from "./deadline.js";
import { PaymentUnavailableError } from "./errors.js";

/** What a call passes on to the SDK. */
export type AskOptions = Required<Pick<Stripe.RequestOptions, "timeout" | "maxNetworkRetries">>;

/** A hiccup of Stripe's is worth one more try, while there is time; POSTs carry an idempotency key. */
const MOST_RETRIES = 1;

/**
 * One call to Stripe that ends by the deadline, however slowly Stripe answers: the SDK's own timeout begins anew with every
 * byte. Throws PaymentUnavailableError unless Stripe understood the request; what it refuses is thrown as the SDK's
 * `StripeInvalidRequestError`, for the caller to judge.
 */
export async function askStripe<T>({
  deps: { stripe, log },
  deadline,
  ask,
}: {
  deps: Pick<Deps, "stripe" | "log">;
  deadline: Deadline;
  ask: (stripe: Stripe, options: AskOptions) => Promise<T>;
}): Promise<T> {
  if (stripe === null) throw new PaymentUnavailableError(new Error("STRIPE_SECRET_KEY is not set"));
  const timeout = Math.floor(deadline.remainingMs);
  if (timeout < 1) throw new PaymentUnavailableError(new Error("no time left to ask Stripe"));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Stripe did not answer within ${timeout} ms`)), timeout);
  });
  try {
    return await Promise.race([ask(stripe, { timeout, maxNetworkRetries: MOST_RETRIES }), tooLate]);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw error;
    if (error instanceof Stripe.errors.StripeAuthenticationError) {
      log.error("Stripe refuses STRIPE_SECRET_KEY", { requestId: error.requestId });
    }
    throw new PaymentUnavailableError(error);
  } finally {
    clearTimeout(timer);
  }
}
