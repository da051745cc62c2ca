import { PaymentUnavailableError } from "../checkout/errors.js";
import type { Deps } from "../deps.js";
import { createRouter, type Router } from "../http/router.js";
import { handleStripeEvent } from "./handle-stripe-event.js";
import { verifyStripeEvent } from "./verify-stripe-event.js";

/** What Stripe tells us. Not part of the published API: nobody else can sign for it. */
export function webhookRoutes(deps: Deps): Router {
  const router = createRouter();

  router.post("/webhooks/stripe", async (c) => {
    const { stripe, config, clock } = deps;
    if (stripe === null || config.stripe === null) throw new PaymentUnavailableError();
    const event = await verifyStripeEvent({
      stripe,
      body: new Uint8Array(await c.req.arrayBuffer()),
      signature: c.req.header("Stripe-Signature") ?? null,
      secrets: config.stripe.webhookSecrets,
      now: clock.now(),
    });
    await handleStripeEvent({ deps, event });
    return c.json({ received: true }, 200);
  });

  return router;
}
