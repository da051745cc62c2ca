import { DriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";

/**
 * Prisma's adapter for PGlite, with one bug worked around: pglite-prisma-adapter 0.7.2 does not await what `executeScript`
 * starts, so a failing migration would be recorded as applied and end the process with an unhandled rejection. This class
 * can go when the adapter's `executeScript` awaits `client.exec`.
 */
export class PgliteAdapter extends PrismaPGlite {
  readonly #client: PGlite;

  constructor(client: PGlite) {
    super(client);
    this.#client = client;
  }

  override async connect(): Promise<SqlDriverAdapter> {
    return awaitScripts(await super.connect(), this.#client);
  }
}

function awaitScripts(adapter: SqlDriverAdapter, client: PGlite): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    try {
      await client.exec(script);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new DriverAdapterError({
        kind: "postgres",
        code: "code" in error ? String(error.code) : "N/A",
        severity: "ERROR",
        message: error.message,
        detail: undefined,
        column: undefined,
        hint: undefined,
      });
    }
  };
  return adapter;
}
