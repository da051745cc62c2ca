import { Prisma } from "../generated/prisma/client.js";

/**
 * Prisma's codes for "not now": no connection could be made (P1001, P1002, P1008), it was closed (P1017), none came free
 * in time (P2024), no transaction could be started in time or its connection was lost (P2028), too many connections
 * (P2037). https://www.prisma.io/docs/orm/reference/error-reference
 */
const UNAVAILABLE = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);

/** Whether a failure is the database being away or busy, and not a fault of the request or of this program. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && UNAVAILABLE.has(error.code);
}
