import { PaymentUnavailableError } from "../checkout/errors.js";
import type { Deps } from "../deps.js";
import { countDelivery } from "./count-delivery.js";
import { handleStripeEvent } from "./handle-stripe-event.js";
import { verifyStripeEvent } from "./verify-stripe-event.js";
import type { WebhookMetrics } from "./webhook-metrics.js";

/**
 * Takes a delivery: the bytes as they came and the header `Stripe-Signature`. Throws InvalidSignatureError, and whatever
 * kept the event from having its effect; either is counted.
 */
export async function receiveStripeEvent({
  deps,
  metrics,
  body,
  signature,
}: {
  deps: Deps;
  metrics: WebhookMetrics;
  body: Uint8Array;
  signature: string | null;
}): Promise<void> {
  const { stripe, config, clock } = deps;
  await countDelivery(metrics, async () => {
    if (stripe === null || config.stripe === null) throw new PaymentUnavailableError();
    const secrets = config.stripe.webhookSecrets;
    const event = await verifyStripeEvent({ stripe, body, signature, secrets, now: clock.now() });
    await handleStripeEvent({ deps, event });
    return event.created;
  });
}
