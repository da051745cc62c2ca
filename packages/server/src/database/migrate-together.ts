import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { migrate } from "./migrate.js";

/** Any number will do, as long as every Courselet server takes the same: "crslet" in ASCII. */
const LOCK = 0x63_72_73_6c_65_74;

/** Migrates a PostgreSQL that several servers may be opening at once: the first one does it while the others wait. */
export async function migrateTogether({ databaseUrl }: { databaseUrl: string }): Promise<string[]> {
  const connection = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true });
  await connection.connect();
  try {
    // Belongs to this connection, so it ends with this process, whatever happens.
    await connection.query("SELECT pg_advisory_lock($1)", [LOCK]);
    return await migrate({ adapter: new PrismaPg({ connectionString: databaseUrl }) });
  } finally {
    await connection.end();
  }
}
