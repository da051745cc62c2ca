import type { CoursePatch } from "@courselet/contract/authoring";

import type { Transaction } from "../../database/database.js";
import type { Course } from "../../generated/prisma/client.js";
import { ForbiddenError, InvalidRequestError } from "../../http/errors.js";
import type { Learner } from "../../identity/actor.js";

type Columns = Pick<
  Course,
  | "title"
  | "description"
  | "imageUrl"
  | "price"
  | "currency"
  | "categoryId"
  | "completionPercent"
  | "allowsManualCompletion"
  | "userId"
>;

/**
 * The columns that an author's request sets; none for what it leaves out. Throws ForbiddenError for an author who gives a
 * course to somebody else, InvalidRequestError for a category that is not there. One that is stays until the transaction ends.
 */
export async function courseColumns({
  db,
  author,
  input: { price, description, ...input },
}: {
  db: Transaction;
  author: Learner;
  input: CoursePatch;
}): Promise<Partial<Columns>> {
  if (input.userId !== undefined && input.userId !== author.userId && author.role !== "admin") {
    throw new ForbiddenError("Only an admin or the API key says whose course it is.");
  }
  if (typeof input.categoryId === "string") await requireCategory(db, input.categoryId);
  const columns = {
    ...input,
    ...(description === undefined ? {} : { description: description === "" ? null : description }),
    ...(price === undefined
      ? {}
      : price === null
        ? { price: null }
        : { price: price.amount, currency: price.currency }),
  };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<Columns>;
}

async function requireCategory(db: Transaction, categoryId: string): Promise<void> {
  const found = await db.$queryRaw<unknown[]>`
    SELECT "id"::text FROM "Category" WHERE "id" = ${categoryId}::uuid FOR KEY SHARE`;
  if (found.length > 0) return;
  throw new InvalidRequestError("There is no such category.", [
    { path: "categoryId", message: "is not one of GET /v1/author/categories" },
  ]);
}
