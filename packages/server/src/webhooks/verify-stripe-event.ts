import type { Stripe } from "stripe";

import { InvalidRequestError } from "../http/errors.js";

/** How old, or how far in the future, a signature may be. */
const TOLERANCE_SECONDS = 300;

/** Says nothing of why: whoever signs rightly has no need to know, and whoever does not shall not learn it. */
export class InvalidSignatureError extends InvalidRequestError {
  constructor(cause?: unknown) {
    super("This request is not signed by Stripe for this endpoint, or not recently.");
    this.cause = cause;
  }
}

/**
 * The event that the bytes are, once it is proven that Stripe sent them: nothing is parsed before. Any one of the secrets
 * will do, so that one can be replaced by another. Throws InvalidSignatureError.
 */
export async function verifyStripeEvent({
  stripe,
  body,
  signature,
  secrets,
  now,
}: {
  stripe: Stripe;
  body: Uint8Array;
  /** The header `Stripe-Signature`. */
  signature: string | null;
  secrets: readonly string[];
  now: Date;
}): Promise<Stripe.Event> {
  if (signature === null) throw new InvalidSignatureError();
  // The SDK refuses old signatures only; one made for next year would be good until then.
  const signedAt = timestampOf(signature);
  if (signedAt === null || signedAt - now.getTime() / 1000 > TOLERANCE_SECONDS) throw new InvalidSignatureError();
  let refusal: unknown;
  for (const secret of secrets) {
    try {
      return await stripe.webhooks.constructEventAsync(
        Buffer.from(body),
        signature,
        secret,
        TOLERANCE_SECONDS,
        undefined,
        now.getTime(),
      );
    } catch (error) {
      refusal = error;
    }
  }
  throw new InvalidSignatureError(refusal);
}

/** The one `t=` of the header, in seconds since the epoch. Null when there is none, or more than one. */
function timestampOf(signature: string): number | null {
  const times = signature.split(",").filter((part) => part.startsWith("t="));
  const [time] = times;
  return times.length === 1 && time !== undefined && /^t=\d{1,12}$/.test(time) ? Number(time.slice(2)) : null;
}
