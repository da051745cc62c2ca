import { DriverAdapterError } from "@prisma/driver-adapter-utils";

import { Prisma } from "../generated/prisma/client.js";

/**
 * Prisma's codes for "not now": no connection could be made (P1001, P1002) or not in time (P1008), it was closed (P1017),
 * none came free (P2024), no transaction could be started in time or it lost its connection (P2028), it met another one and
 * lost (P2034), too many connections (P2037). https://www.prisma.io/docs/orm/reference/error-reference
 */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"]);

/**
 * PostgreSQL's own, where Prisma has none: a statement or an idle transaction took too long (57014, 25P03), or the server is
 * being stopped or started (57P01 to 57P03). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRES_CODES = new Set(["57014", "25P03", "57P01", "57P02", "57P03"]);

/** Whether a failure is the database being away or busy, and not a fault of the request or of this program. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const inner = error.meta?.["driverAdapterError"];
  const code = inner instanceof DriverAdapterError ? inner.cause.originalCode : undefined;
  return PRISMA_CODES.has(error.code) || (code !== undefined && POSTGRES_CODES.has(code));
}
