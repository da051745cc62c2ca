import type { Stripe } from "stripe";

import { InvalidSignatureError, timestampOf, TOLERANCE_SECONDS } from "./signature.js";

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
  if (signature === null) throw new InvalidSignatureError("Stripe");
  // The SDK refuses old signatures only; one made for next year would be good until then.
  const signedAt = timestampOf(signature);
  if (signedAt === null || signedAt - now.getTime() / 1000 > TOLERANCE_SECONDS)
    throw new InvalidSignatureError("Stripe");
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
  throw new InvalidSignatureError("Stripe", refusal);
}
