import type { Deps } from "../deps.js";
import type { Mail } from "./mailer.js";

const MINUTE_MS = 60_000;
/** From a failure to the next try; the last one again and again, until the mail is given up. */
const PAUSES_MS = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE_MS);
/** A try that takes longer has failed. */
const LONGEST_TRY_MS = MINUTE_MS;
/** So long nobody else takes what was taken, unless it is set free: longer than any try, so after that it was a crash. */
const LEASE_MS = 5 * MINUTE_MS;
const AT_ONCE = 5;

type SenderDeps = Pick<Deps, "db" | "clock" | "log" | "mailer">;
type TakenMail = Mail & { kind: string; attempts: number; giveUpAt: Date };

/**
 * Sends the mails that are due, a few at once, and returns how many it took: 0 when none was left. Any number of processes
 * may call this at the same time. Each mail is taken by one of them, which says so in the database before it sends; only
 * when that one ends between sending and saying that it has, is the mail sent again, with the same Message-ID.
 */
export async function sendDueMails({ deps }: { deps: SenderDeps }): Promise<number> {
  const mails = await take(deps);
  await Promise.all(mails.map((mail) => sendOne(deps, mail)));
  return mails.length;
}

function take({ db, clock }: SenderDeps): Promise<TakenMail[]> {
  const now = clock.now();
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  return db.$queryRaw<TakenMail[]>`
    UPDATE "OutboxMail" SET "attempts" = "attempts" + 1, "nextAttemptAt" = ${leasedUntil}
     WHERE "id" IN (
       SELECT "id" FROM "OutboxMail" WHERE "nextAttemptAt" <= ${now}
        ORDER BY "nextAttemptAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING "id"::text, "kind", "to", "subject", "text", "html", "attempts", "giveUpAt"`;
}

async function sendOne(deps: SenderDeps, mail: TakenMail): Promise<void> {
  const { clock, log } = deps;
  const { id, kind, attempts, giveUpAt } = mail;
  const error = await errorOfSending(deps, mail);
  if (error === null) return settle(deps, mail, { nextAttemptAt: null, sentAt: clock.now(), lastError: null });

  const nextAttemptAt = new Date(clock.now().getTime() + pauseAfter(attempts));
  const isGivenUp = nextAttemptAt >= giveUpAt;
  // Without what the mail server said, which may name the recipient; that stands with the mail.
  const reason = "code" in error ? error.code : "failed";
  if (isGivenUp) log.error("a mail is given up", { id, kind, attempts, reason });
  else log.warn("a mail could not be sent; it is tried again", { id, kind, attempts, reason, nextAttemptAt });
  const lastError = error.message.slice(0, 500);
  await settle(deps, mail, { nextAttemptAt: isGivenUp ? null : nextAttemptAt, lastError });
}

/** Null when it was sent. */
async function errorOfSending({ clock, mailer }: SenderDeps, mail: TakenMail): Promise<Error | null> {
  if (clock.now() >= mail.giveUpAt) return new Error("no try was made before it was too late");
  try {
    await inTime(mailer.send(mail));
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Writes how a try ended, unless somebody else has taken the mail meanwhile. What is over keeps no body. */
async function settle(
  { db }: SenderDeps,
  { id, attempts }: TakenMail,
  outcome: { nextAttemptAt: Date | null; lastError: string | null; sentAt?: Date },
): Promise<void> {
  const isOver = outcome.nextAttemptAt === null;
  await db.outboxMail.updateMany({
    where: { id, attempts, sentAt: null },
    data: { ...outcome, ...(isOver ? { text: "", html: "" } : {}) },
  });
}

function pauseAfter(attempts: number): number {
  return PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? MINUTE_MS;
}

function inTime(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the mail server takes too long")), LONGEST_TRY_MS);
  });
  return Promise.race([sending, late]).finally(() => clearTimeout(timer));
}
