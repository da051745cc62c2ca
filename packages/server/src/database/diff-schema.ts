import { PGlite } from "@electric-sql/pglite";

import { ALL_TABLES, readMigrations } from "./migrate.js";
import { PgliteAdapter } from "./pglite-adapter.js";
import { openSchemaEngine } from "./schema-engine.js";

/**
 * The SQL that leads from what the migrations of a folder make to what a Prisma schema says; null when nothing is missing.
 * For whoever writes the next migration, and for the test that none was forgotten.
 */
export async function migrationsToSchema({
  migrations,
  schema,
}: {
  migrations: string;
  schema: string;
}): Promise<string | null> {
  const database = await PGlite.create();
  const adapter = new PgliteAdapter(database);
  // Where the engine tries the migrations out. The database itself is not looked at, so one serves as both.
  adapter.connectToShadowDb = () => adapter.connect();
  const engine = await openSchemaEngine(adapter);
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "migrations", ...(await readMigrations(migrations)) },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
      script: true,
      exitCode: true,
      filters: ALL_TABLES,
    });
    return exitCode === 0 ? null : stdout;
  } finally {
    engine.free();
    await database.close();
  }
}
