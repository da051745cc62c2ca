import { randomUUID } from "node:crypto";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import { ForbiddenError } from "../http/errors.js";
import { API_KEY_USER_ID, ERASED_NAME, type Learner } from "./actor.js";
import { ownMails } from "./own-mails.js";

/**
 * Erases everything that is kept of a learner, in one transaction. What was paid stays, for the books and for refunds: under
 * an id made by chance that leads back to nobody, and without addresses. Stripe keeps its own records, which the shop
 * erases there. Courses that they made stay in the catalogue under that id, in the hands of admins: others have bought them.
 *
 * A payment that is still on its way is recorded under that id when it comes, and gives nobody access. Whoever comes back
 * with the same token starts anew. Throws ForbiddenError for the API key, which is nobody.
 */
export async function eraseLearner({ deps, learner }: { deps: Pick<Deps, "db">; learner: Learner }): Promise<void> {
  if (learner.userId === API_KEY_USER_ID) throw new ForbiddenError("The API key is not a person who could be erased.");
  await deps.db.$transaction((db) => erase({ db, userId: learner.userId, erasedId: `${ERASED_NAME}:${randomUUID()}` }));
}

interface Erasure {
  db: Transaction;
  userId: string;
  erasedId: string;
}

/**
 * Erasing, like merging, writes tables which other features own; and it locks them in the same order, so that the two never
 * wait for each other.
 */
async function erase({ db, userId, erasedId }: Erasure): Promise<void> {
  // This waits for a payment that is being recorded, and one that comes later finds the rows under their new id.
  await db.$queryRaw`SELECT "id"::text FROM "Checkout" WHERE "userId" = ${userId} ORDER BY "id" FOR UPDATE`;
  // Which mails are theirs is known by their checkouts and addresses, so they go before those do.
  await db.outboxMail.deleteMany({ where: { id: { in: await ownMails({ db, userId }) } } });
  await db.customer.deleteMany({ where: { userId } });
  await anonymizePayments({ db, userId, erasedId });
  await db.wishlist.deleteMany({ where: { userId } });
  await db.$queryRaw`SELECT "id"::text FROM "UserProgress" WHERE "userId" = ${userId} ORDER BY "chapterId" FOR UPDATE`;
  await db.userProgress.deleteMany({ where: { userId } });
  await db.courseCompletion.deleteMany({ where: { userId } });
  await eraseGuests({ db, userId });
  // Not through Prisma, which would say that the course was changed.
  await db.$executeRaw`UPDATE "Course" SET "userId" = ${erasedId} WHERE "userId" = ${userId}`;
}

/** An enrolment, for which nothing was paid, is no payment record. The page that a visitor paid from may say who they are. */
async function anonymizePayments({ db, userId, erasedId }: Erasure): Promise<void> {
  await db.$executeRaw`
    UPDATE "Checkout"
       SET "userId" = ${erasedId}, "url" = NULL, "clientSecret" = NULL,
           "returnUrl" = coalesce(substring("returnUrl" from '^https?://[^/?#]+'), '') || '/'
     WHERE "userId" = ${userId}`;
  await db.purchase.deleteMany({ where: { userId, amount: 0, stripeCheckoutSessionId: null } });
  await db.purchase.updateMany({ where: { userId }, data: { userId: erasedId } });
}

/** That guests became this user, or this guest another user; and the ways back to any of them. */
async function eraseGuests({ db, userId }: Pick<Erasure, "db" | "userId">): Promise<void> {
  const merges = await db.guestMerge.findMany({ where: { userId }, select: { guestId: true } });
  const ids = [userId, ...merges.map(({ guestId }) => guestId)];
  await db.restoreCode.deleteMany({ where: { userId: { in: ids } } });
  await db.guestMerge.deleteMany({ where: { OR: [{ userId }, { guestId: userId }] } });
}
