import { join } from "node:path";

import { PrismaPg } from "@prisma/adapter-pg";
import type { PGlite } from "@electric-sql/pglite";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";

import { PrismaClient } from "../generated/prisma/client.js";
import type { Log } from "../log.js";
import type { Database } from "./database.js";
import { migrate } from "./migrate.js";
import { migrateTogether } from "./migrate-together.js";
import { openPglite } from "./open-pglite.js";
import { PgliteAdapter } from "./pglite-adapter.js";
import { createPool } from "./pool.js";

export interface OpenDatabase {
  db: Database;
  /** The names of the migrations that were applied while opening. */
  migrations: string[];
  /** Ends connections and gives up the data directory's lock. */
  close(): Promise<void>;
}

/**
 * Opens the database and brings it up to date: PostgreSQL at `databaseUrl`, or, without one, PGlite in `dataDir`. Throws
 * DataDirectoryError or LockedDirectoryError (with advice) when the directory cannot be used.
 */
export async function openDatabase({
  databaseUrl,
  dataDir,
  log,
}: {
  databaseUrl: string | null;
  dataDir: string;
  log: Log;
}): Promise<OpenDatabase> {
  if (databaseUrl !== null) return openPostgres({ databaseUrl, log });
  const { client, close } = await openPglite(join(dataDir, "pgdata"));
  try {
    return { ...(await openOnPglite(client)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A database on a PGlite that is already there; whoever made it closes it. */
export async function openOnPglite(client: PGlite): Promise<Pick<OpenDatabase, "db" | "migrations">> {
  // The adapter reads every timestamp as UTC, whatever the session's time zone.
  await client.exec("SET TIME ZONE 'UTC'");
  const adapter = new PgliteAdapter(client);
  const migrations = await migrate({ adapter });
  return { db: createClient(adapter), migrations };
}

async function openPostgres({ databaseUrl, log }: { databaseUrl: string; log: Log }): Promise<OpenDatabase> {
  const migrations = await migrateTogether({ databaseUrl });
  const pool = createPool({ databaseUrl, log });
  const db = createClient(new PrismaPg(pool));
  const close = async () => {
    await db.$disconnect();
    await pool.end();
  };
  return { db, migrations, close };
}

function createClient(adapter: SqlDriverAdapterFactory): Database {
  return new PrismaClient({ adapter, errorFormat: "minimal", transactionOptions: { maxWait: 5_000, timeout: 10_000 } });
}
