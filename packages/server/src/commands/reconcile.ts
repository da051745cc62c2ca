import { parseArgs } from "node:util";

import { createDeps } from "../create-deps.js";
import { ConfigError, parseConfig } from "../parse-config.js";
import { reconcile, type ReconcileReport, type ReconcileStep } from "../webhooks/reconcile/reconcile.js";
import type { Command } from "./command.js";
import { UsageError } from "./usage-error.js";

const DEFAULT_DAYS = 30;

const STEPS: Record<ReconcileStep, string> = {
  checkouts: "Checkouts that are not decided",
  events: "Events that were not delivered",
  sessions: "Sessions at Stripe",
};

export const reconcileCommand: Command = {
  summary: "find payments whose webhooks were lost (serve does it every hour)",
  help: `Usage: courselet reconcile [--since <days>]

Asks Stripe what became of every checkout that is not decided, of every event that it could not deliver and of every
session since then, and records what was not known: payments, refunds, disputes. Running it again changes nothing.

  --since <days>  how old events and sessions may be, 1 to 90; ${DEFAULT_DAYS} unless told (Stripe keeps events for 30 days)

On PostgreSQL it runs beside any number of servers. The embedded database belongs to one process: stop the server first,
or leave it to the server, which does the same a minute after its start and every hour.
Exit status 1 when something could not be checked.`,

  async run({ args, env }) {
    const sinceDays = readDays(args);
    const settings = parseConfig(env);
    if (settings.stripe === null)
      throw new ConfigError(["STRIPE_SECRET_KEY: must be set, it says whose payments these are"]);
    const { deps, close } = await createDeps(settings);
    try {
      const started = performance.now();
      const report = await reconcile({ deps, sinceDays, onProgress: createProgress() });
      console.log(formatReport(report, (performance.now() - started) / 1000));
      return report.failed === 0 ? 0 : 1;
    } finally {
      await close();
    }
  },
};

function readDays(args: string[]): number {
  const days = Number(parse(args).values.since ?? DEFAULT_DAYS);
  if (Number.isInteger(days) && days >= 1 && days <= 90) return days;
  throw new UsageError("--since takes a number of days from 1 to 90. See courselet reconcile --help.");
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { since: { type: "string" } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What was checked, and what changed by kind, one a line. */
function formatReport({ checked, changed, failed }: ReconcileReport, seconds: number): string {
  const changes = Object.entries(changed).toSorted(([a], [b]) => a.localeCompare(b));
  const total = changes.reduce((sum, [, count]) => sum + count, 0);
  return [
    `Checked ${checked.checkouts} checkouts, ${checked.events} events, ${checked.sessions} sessions in ${seconds.toFixed(1)} s.`,
    `Changed ${total}${changes.length === 0 ? "." : ":"}`,
    ...changes.map(([kind, count]) => `  ${kind}  ${count}`),
    ...(failed === 0 ? [] : [`Could not check ${failed}; run it again later.`]),
  ].join("\n");
}

/** Tells how far it is, on stderr: on a terminal one line that moves, elsewhere a line for every hundred. */
function createProgress(): (progress: { step: ReconcileStep; done: number }) => void {
  const { isTTY } = process.stderr;
  let shownAt = 0;
  return ({ step, done }) => {
    if (isTTY ? performance.now() - shownAt < 100 : done % 100 !== 0) return;
    shownAt = performance.now();
    process.stderr.write(`${isTTY ? "\r\u001B[K" : ""}${STEPS[step]}: ${done}${isTTY ? "" : "\n"}`);
  };
}
