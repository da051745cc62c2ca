import { MuxUnavailableError } from "../authoring/video/errors.js";
import type { Deps } from "../deps.js";
import { countDelivery } from "./count-delivery.js";
import { handleMuxEvent } from "./handle-mux-event.js";
import { verifyMuxEvent } from "./verify-mux-event.js";
import type { WebhookMetrics } from "./webhook-metrics.js";

/**
 * Takes a delivery: the bytes as they came and the header `Mux-Signature`. Throws InvalidSignatureError, and whatever kept
 * the event from having its effect; either is counted.
 */
export async function receiveMuxEvent({
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
  const { mux, config, clock } = deps;
  await countDelivery(metrics, async () => {
    if (mux === null || config.mux === null) throw new MuxUnavailableError(new Error("Mux is not configured"));
    const { webhookSecrets: secrets } = config.mux;
    const event = verifyMuxEvent({ body, signature, secrets, now: clock.now() });
    if (event === null) return null;
    await handleMuxEvent({ deps, event });
    return (event.created_at ?? clock.now()).getTime() / 1000;
  });
}
