import { RESTORE_PARAMETER, type RestoreRequest } from "@courselet/contract/identity";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import { withParameter } from "../http/return-url.js";
import { mailBody } from "../mail/mail-body.js";
import { queueMail } from "../mail/queue-mail.js";
import { GUEST_NAME } from "./actor.js";
import { createRestoreCode, hashOf, RESTORE_CODE_LIFETIME_MS } from "./restore-code.js";

/** Guests of one address in one mail, the newest first. */
const MOST_GUESTS = 5;
/** Links of one guest that work at the same time: no more mails than this in a quarter of an hour, whoever asks for them. */
const MOST_LINKS = 3;
const MOST_TITLES = 3;

interface Buyer {
  userId: string;
  email: string;
  titles: string[];
}

/**
 * Mails a link back to each guest who bought something with this address: to the address that the purchase was made with,
 * and nothing when there is none. Several guests get a link each and are not joined: Stripe does not check addresses, so
 * whoever buys with somebody else's must not get at what that one has.
 */
export async function mailRestoreLinks({
  deps: { db, clock },
  email,
  returnUrl,
}: {
  deps: Pick<Deps, "db" | "clock">;
  email: RestoreRequest["email"];
  returnUrl: URL;
}): Promise<void> {
  const now = clock.now();
  await db.restoreCode.deleteMany({ where: { expiresAt: { lte: now } } });
  await db.$transaction(async (transaction) => {
    const links: { label: string; href: string }[] = [];
    const buyers = await findBuyers({ db: transaction, email });
    for (const { userId, titles } of buyers) {
      if ((await transaction.restoreCode.count({ where: { userId } })) >= MOST_LINKS) continue;
      const code = createRestoreCode();
      const expiresAt = new Date(now.getTime() + RESTORE_CODE_LIFETIME_MS);
      await transaction.restoreCode.create({ data: { codeHash: hashOf(code), userId, createdAt: now, expiresAt } });
      links.push({ label: labelOf(titles), href: withParameter(returnUrl, RESTORE_PARAMETER, code) });
    }
    const [newest] = buyers;
    if (newest === undefined || links.length === 0) return;
    await queueMail({
      db: transaction,
      clock,
      kind: "restore",
      mail: { to: newest.email, subject: "Your link to your courses", ...bodyOf(links, returnUrl) },
      patienceMs: RESTORE_CODE_LIFETIME_MS,
    });
  });
}

function findBuyers({ db, email }: { db: Transaction; email: string }): Promise<Buyer[]> {
  return db.$queryRaw<Buyer[]>`
    SELECT customer."userId", customer."email", array_agg(course."title" ORDER BY purchase."createdAt" DESC) AS "titles"
      FROM "Customer" AS customer
      JOIN "Purchase" AS purchase ON purchase."userId" = customer."userId" AND purchase."status" = 'paid'
      JOIN "Course" AS course ON course."id" = purchase."courseId"
     WHERE lower(customer."email") = lower(${email}) AND starts_with(customer."userId", ${`${GUEST_NAME}:`})
     GROUP BY customer."id"
     ORDER BY customer."createdAt" DESC, customer."id"
     LIMIT ${MOST_GUESTS}`;
}

function labelOf(titles: string[]): string {
  const more = titles.length - MOST_TITLES;
  return `Open ${titles.slice(0, MOST_TITLES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function bodyOf(links: { label: string; href: string }[], returnUrl: URL): { text: string; html: string } {
  const only = links.length === 1 ? "This link works" : "Each link works";
  return mailBody({
    title: "Your way back to your courses",
    parts: [
      `Somebody, probably you, asked at ${returnUrl.host} for what was bought with this address.`,
      ...links,
      `Open it on the device where you want to learn. ${only} once, in the next 15 minutes.`,
      "If it was not you who asked, there is nothing to do: nobody else has got this mail.",
    ],
  });
}
