import { MuxUnavailableError } from "../authoring/video/errors.js";
import type { Deps } from "../deps.js";
import { CourseletError } from "../http/errors.js";
import { handleMuxEvent } from "./handle-mux-event.js";
import { InvalidMuxSignatureError, verifyMuxEvent } from "./verify-mux-event.js";
import type { WebhookMetrics } from "./webhook-metrics.js";

/**
 * Takes a delivery: the bytes as they came and the header `Mux-Signature`. Throws InvalidMuxSignatureError, and whatever
 * kept the event from having its effect; either is counted.
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
  try {
    if (mux === null || config.mux === null) throw new MuxUnavailableError(new Error("Mux is not configured"));
    const { webhookSecrets: secrets } = config.mux;
    const event = verifyMuxEvent({ body, signature, secrets, now: clock.now() });
    if (event === null) return;
    await handleMuxEvent({ deps, event });
    metrics.handled({ created: (event.created_at ?? clock.now()).getTime() / 1000 });
  } catch (error) {
    metrics.failed(reasonOf(error));
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof InvalidMuxSignatureError) return "signature";
  return error instanceof CourseletError ? error.code : "internal";
}
