import { DriverAdapterError } from "@prisma/driver-adapter-utils";

import { Prisma } from "../generated/prisma/client.js";

/** Prisma's code for a row that refers to none, and PostgreSQL's own, which raw statements answer. */
const PRISMA_CODE = "P2003";
const POSTGRES_CODE = "23503";

/**
 * Whether a row could not be written because what it belongs to was deleted after it was looked up: somebody who buys,
 * joins or watches in the same moment in which an author deletes. Deleting what others refer to is refused before.
 */
export function isReferenceGone(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const inner = error.meta?.["driverAdapterError"];
  const code = inner instanceof DriverAdapterError ? inner.cause.originalCode : undefined;
  return error.code === PRISMA_CODE || code === POSTGRES_CODE;
}
