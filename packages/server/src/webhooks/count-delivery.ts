import { CourseletError } from "../http/errors.js";
import { InvalidSignatureError } from "./signature.js";
import type { WebhookMetrics } from "./webhook-metrics.js";

/**
 * Counts a delivery as what it came to. `receive` resolves with when the event was made, in seconds since the epoch, or with
 * null where there was no event to count; what it throws is counted and thrown on.
 */
export async function countDelivery(metrics: WebhookMetrics, receive: () => Promise<number | null>): Promise<void> {
  try {
    const created = await receive();
    if (created !== null) metrics.handled({ created });
  } catch (error) {
    metrics.failed(reasonOf(error));
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof InvalidSignatureError) return "signature";
  return error instanceof CourseletError ? error.code : "internal";
}
