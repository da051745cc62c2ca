import { constants } from "node:os";

import { Pool, type PoolClient } from "pg";

import type { Log } from "../log.js";

/** Each process holds at most this many connections; PostgreSQL's own default allows 100 to all of them together. */
const MAX_CONNECTIONS = 10;

/**
 * A bounded pool: a request waits at most 5 s for a connection, and no statement runs longer than 10 s. A database that
 * goes away and comes back is met with new connections.
 */
export function createPool({ databaseUrl, log }: { databaseUrl: string; log: Log }): Pool {
  const pool = new NamingPool({
    connectionString: databaseUrl,
    application_name: "courselet",
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
    // The adapter reads every timestamp as UTC, whatever the session's time zone.
    options: "-c timezone=UTC",
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on("error", (error) => log.warn("an idle database connection broke", { error: error.message }));
  return pool;
}

type Connected = Parameters<Parameters<Pool["connect"]>[0]>;

/**
 * pg 8.23 gives a wait that was too long no code, only a sentence. This pool gives it the system's own for a timeout, which
 * Prisma's adapter knows and turns into P1008. It can go when pg does so itself.
 */
class NamingPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: (...connected: Connected) => void): void;
  override connect(callback?: (...connected: Connected) => void): Promise<PoolClient> | void {
    if (callback === undefined) {
      return super.connect().catch((error: Error) => {
        throw named(error);
      });
    }
    super.connect((error, client, release) => {
      callback(error === undefined ? error : named(error), client, release);
    });
  }
}

function named(error: Error): Error {
  if ("code" in error) return error;
  return Object.assign(error, { code: "ETIMEDOUT", errno: -constants.errno.ETIMEDOUT, syscall: "connect" });
}
