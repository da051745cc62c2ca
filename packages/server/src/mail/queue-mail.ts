import { randomUUID } from "node:crypto";

import type { Transaction } from "../database/database.js";
import type { Clock } from "../deps.js";
import type { Mail } from "./mailer.js";

/** How long a mail is tried that says nothing else. */
const PATIENCE_MS = 3 * 86_400_000;

/**
 * Writes a mail into the outbox, in a transaction of the caller's: it is sent soon after that commits, and never when it
 * does not. A second one with the same `reference` is none. `patienceMs` is how long sending it is tried.
 */
export async function queueMail({
  db,
  clock,
  kind,
  reference = null,
  mail: { to, subject, text, html },
  patienceMs = PATIENCE_MS,
}: {
  db: Transaction;
  clock: Clock;
  kind: "receipt" | "restore";
  reference?: string | null;
  mail: Omit<Mail, "id">;
  patienceMs?: number;
}): Promise<void> {
  const createdAt = clock.now();
  const giveUpAt = new Date(createdAt.getTime() + patienceMs);
  const row = { id: randomUUID(), kind, reference, to, subject: oneLine(subject), text, html };
  await db.outboxMail.createMany({
    data: [{ ...row, createdAt, nextAttemptAt: createdAt, giveUpAt }],
    skipDuplicates: true,
  });
}

/** A subject is a header; titles of courses may hold anything. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}
