import type { Prisma, PrismaClient } from "../generated/prisma/client.js";

/** The database, opened by `open-database.ts`. */
export type Database = PrismaClient;

/** The same inside a transaction. Verbs that can run in one take this. */
export type Transaction = Prisma.TransactionClient;
