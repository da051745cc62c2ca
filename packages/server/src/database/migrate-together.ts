import { PrismaPg } from "@prisma/adapter-pg";
import { Client, Pool } from "pg";

import { migrate } from "./migrate.js";

/** Any number will do, as long as every Courselet server takes the same: "crslet" in ASCII. */
const LOCK = 0x63_72_73_6c_65_74;

/** Migrates a PostgreSQL that several servers may be opening at once: the first one does it while the others wait. */
export async function migrateTogether({ databaseUrl }: { databaseUrl: string }): Promise<string[]> {
  const address = { connectionString: databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true };
  const connection = new Client(address);
  await connection.connect();
  try {
    // Belongs to this connection, so it ends with this process, whatever happens.
    await connection.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const pool = new Pool(address);
    try {
      return await migrate({ adapter: new PrismaPg(pool) });
    } finally {
      // The schema engine takes a lock of its own and leaves it to the end of the connection.
      await pool.end();
    }
  } finally {
    await connection.end();
  }
}
