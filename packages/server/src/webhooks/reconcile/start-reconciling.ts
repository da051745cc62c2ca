import { setTimeout as sleep } from "node:timers/promises";

import type { Deps } from "../../deps.js";
import type { Metrics } from "../../operations/metrics.js";
import { reconcile } from "./reconcile.js";

const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 3_600_000;
/** Servers that started together do not ask Stripe together; a run more or less changes nothing. */
const JITTER = 0.2;
/** Stripe keeps events for 30 days, and delivers them for three; the first run looks for what came while nobody was here. */
const FIRST_DAYS = 30;
const LATER_DAYS = 3;

/** Looks for lost webhooks while the server runs. */
export interface Reconciling {
  /** Begins no more runs, and resolves when the one in hand has ended or `patienceMs` are over. */
  stop(patienceMs: number): Promise<void>;
}

/** Starts looking, a minute from now and then every hour. Without Stripe there is nothing to look for. */
export function startReconciling({
  deps,
  metrics,
  firstAfterMs = FIRST_AFTER_MS,
  everyMs = EVERY_MS,
}: {
  deps: Deps;
  metrics: Metrics;
  firstAfterMs?: number;
  everyMs?: number;
}): Reconciling {
  const stopping = new AbortController();
  const running = deps.stripe === null ? Promise.resolve() : run({ deps, metrics, firstAfterMs, everyMs, stopping });
  return {
    async stop(patienceMs) {
      stopping.abort();
      await Promise.race([running, sleep(patienceMs, undefined, { ref: false })]);
    },
  };
}

async function run({
  deps,
  metrics,
  firstAfterMs,
  everyMs,
  stopping: { signal },
}: {
  deps: Deps;
  metrics: Metrics;
  firstAfterMs: number;
  everyMs: number;
  stopping: AbortController;
}): Promise<void> {
  const counted = countRuns(metrics);
  let pause = firstAfterMs;
  let sinceDays = FIRST_DAYS;
  for (;;) {
    const jitter = 1 + JITTER * (Math.random() - 0.5);
    await sleep(pause * jitter, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return;
    try {
      const { checked, changed, failed } = await reconcile({ deps, sinceDays, signal });
      const changes = Object.values(changed).reduce((sum, count) => sum + count, 0);
      counted.ended({ changes, failed, at: deps.clock.now() });
      if (changes + failed > 0) deps.log.warn("payments were reconciled", { checked, changed, failed });
      sinceDays = LATER_DAYS;
    } catch (error) {
      counted.broken();
      deps.log.warn("payments cannot be reconciled", {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
    pause = everyMs;
  }
}

function countRuns(metrics: Metrics) {
  const runs = { succeeded: 0, failed: 0 };
  let changes = 0;
  let succeededAt: number | null = null;
  metrics.include(() => [
    "# HELP courselet_reconcile_runs_total Searches for payments whose webhooks were lost.",
    "# TYPE courselet_reconcile_runs_total counter",
    `courselet_reconcile_runs_total{result="succeeded"} ${runs.succeeded}`,
    `courselet_reconcile_runs_total{result="failed"} ${runs.failed}`,
    "# HELP courselet_reconcile_changes_total Checkouts that such a search has put right.",
    "# TYPE courselet_reconcile_changes_total counter",
    `courselet_reconcile_changes_total ${changes}`,
    "# HELP courselet_reconcile_last_success_timestamp_seconds When a search last ended without a failure.",
    "# TYPE courselet_reconcile_last_success_timestamp_seconds gauge",
    ...(succeededAt === null ? [] : [`courselet_reconcile_last_success_timestamp_seconds ${succeededAt}`]),
  ]);
  return {
    ended(result: { changes: number; failed: number; at: Date }) {
      changes += result.changes;
      if (result.failed > 0) {
        runs.failed += 1;
      } else {
        runs.succeeded += 1;
        succeededAt = result.at.getTime() / 1000;
      }
    },
    broken() {
      runs.failed += 1;
    },
  };
}
