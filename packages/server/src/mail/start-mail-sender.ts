import { setTimeout as sleep } from "node:timers/promises";

import type { Deps } from "../deps.js";
import { sendDueMails } from "./send-due-mails.js";

/** How soon a mail goes out after what it tells of. */
const LOOK_EVERY_MS = 1_000;
/** After the database did not answer. */
const RECOVER_MS = 10_000;
const CLEAN_EVERY_MS = 3_600_000;
/** What is over is kept so long, for whoever asks whether a mail was sent. */
const KEEP_MS = 30 * 86_400_000;

/** Sends mails from the outbox until it is stopped. */
export interface MailSender {
  /** Takes no more mails, and resolves when those in hand are settled or `patienceMs` are over. */
  stop(patienceMs: number): Promise<void>;
}

/** Starts sending, beside whatever else this process does. Several processes on one database share the work. */
export function startMailSender({
  deps,
  lookEveryMs = LOOK_EVERY_MS,
}: {
  deps: Pick<Deps, "db" | "clock" | "log" | "mailer">;
  lookEveryMs?: number;
}): MailSender {
  const stopping = new AbortController();
  const running = run({ deps, lookEveryMs, signal: stopping.signal });
  return {
    async stop(patienceMs) {
      stopping.abort();
      await Promise.race([running, sleep(patienceMs, undefined, { ref: false })]);
    },
  };
}

async function run({
  deps,
  lookEveryMs,
  signal,
}: {
  deps: Pick<Deps, "db" | "clock" | "log" | "mailer">;
  lookEveryMs: number;
  signal: AbortSignal;
}): Promise<void> {
  const { db, clock, log } = deps;
  let cleanAt = 0;
  while (!signal.aborted) {
    let pause = lookEveryMs;
    try {
      if ((await sendDueMails({ deps })) > 0) continue;
      const now = clock.now().getTime();
      if (now >= cleanAt) {
        cleanAt = now + CLEAN_EVERY_MS;
        await db.outboxMail.deleteMany({ where: { nextAttemptAt: null, createdAt: { lt: new Date(now - KEEP_MS) } } });
      }
    } catch (error) {
      log.warn("mails cannot be looked for", { reason: error instanceof Error ? error.message : String(error) });
      pause = RECOVER_MS;
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
  }
}
