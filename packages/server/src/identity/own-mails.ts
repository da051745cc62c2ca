import type { Transaction } from "../database/database.js";

/**
 * The ids of the mails in the outbox that are a user's: receipts of their checkouts, and what else was sent to an address
 * that they paid with. Where others paid with the same address too, those other mails are left: Stripe checks no
 * addresses, so that whoever gives somebody else's must not get at their mails.
 */
export async function ownMails({ db, userId }: { db: Transaction; userId: string }): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH receipt AS (
      SELECT mail."id", lower(mail."to") AS "address"
        FROM "OutboxMail" AS mail JOIN "Checkout" AS checkout ON mail."reference" = 'receipt:' || checkout."id"
       WHERE checkout."userId" = ${userId}
    ), address AS (
      SELECT "address" FROM receipt
      UNION SELECT lower("email") FROM "Customer" WHERE "userId" = ${userId}
      EXCEPT SELECT lower("email") FROM "Customer" WHERE "userId" <> ${userId}
    )
    SELECT "id"::text FROM receipt
    UNION SELECT "id"::text FROM "OutboxMail"
           WHERE "reference" IS NULL AND lower("to") IN (SELECT "address" FROM address)`;
  return rows.map(({ id }) => id);
}
