import type { Clock } from "../deps.js";
import type { Metrics } from "../operations/metrics.js";

/** How well events arrive. */
export interface WebhookMetrics {
  /** An event had its effect, or needed none. `createdAt` in seconds since the epoch, as Stripe gives it; Mux gives a date. */
  handled(event: { created: number }): void;
  /** An event was refused, or its effect failed; `reason` is one of few words. */
  failed(reason: string): void;
}

/** Counts events, from the start of this process, and shows them among the other series. */
export function createWebhookMetrics({ metrics, clock }: { metrics: Metrics; clock: Clock }): WebhookMetrics {
  const failures = new Map<string, number>();
  let lagSeconds = 0;
  let handled = 0;
  let succeededAt: number | null = null;

  metrics.include(() => [
    "# HELP courselet_webhook_lag_seconds Time from an event at Stripe or Mux to its effect here.",
    "# TYPE courselet_webhook_lag_seconds summary",
    `courselet_webhook_lag_seconds_sum ${lagSeconds}`,
    `courselet_webhook_lag_seconds_count ${handled}`,
    "# HELP courselet_webhook_failures_total Events that were refused, or whose effect failed.",
    "# TYPE courselet_webhook_failures_total counter",
    ...[...failures].map(([reason, count]) => `courselet_webhook_failures_total{reason="${reason}"} ${count}`),
    "# HELP courselet_webhook_last_success_timestamp_seconds When an event was last handled.",
    "# TYPE courselet_webhook_last_success_timestamp_seconds gauge",
    ...(succeededAt === null ? [] : [`courselet_webhook_last_success_timestamp_seconds ${succeededAt}`]),
  ]);

  return {
    handled({ created }) {
      const now = clock.now().getTime() / 1000;
      // The two clocks may differ a little; time does not run backwards for that.
      lagSeconds += Math.max(0, now - created);
      handled += 1;
      succeededAt = now;
    },
    failed(reason) {
      failures.set(reason, (failures.get(reason) ?? 0) + 1);
    },
  };
}
