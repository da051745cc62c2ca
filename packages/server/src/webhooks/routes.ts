import type { Deps } from "../deps.js";
import { createRouter, type Router } from "../http/router.js";
import type { Metrics } from "../operations/metrics.js";
import { receiveMuxEvent } from "./receive-mux-event.js";
import { receiveStripeEvent } from "./receive-stripe-event.js";
import { createWebhookMetrics } from "./webhook-metrics.js";

/** What Stripe and Mux tell us. Not part of the published API: nobody else can sign for it. */
export function webhookRoutes(deps: Deps, metrics: Metrics): Router {
  const router = createRouter();
  const webhookMetrics = createWebhookMetrics({ metrics, clock: deps.clock });

  router.post("/webhooks/stripe", async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const signature = c.req.header("Stripe-Signature") ?? null;
    await receiveStripeEvent({ deps, metrics: webhookMetrics, body, signature });
    return c.json({ received: true }, 200);
  });

  router.post("/webhooks/mux", async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const signature = c.req.header("Mux-Signature") ?? null;
    await receiveMuxEvent({ deps, metrics: webhookMetrics, body, signature });
    return c.json({ received: true }, 200);
  });

  return router;
}
