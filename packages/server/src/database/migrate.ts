import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";

import { openSchemaEngine } from "./schema-engine.js";

/** Prisma's default: no table and no enum is managed by somebody else. */
export const ALL_TABLES = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations that this database has not seen, in order, and returns their names. Prisma's `_prisma_migrations`
 * keeps the account of them. The caller sees to it that nobody else migrates the same database meanwhile.
 */
export async function migrate({ adapter }: { adapter: SqlMigrationAwareDriverAdapterFactory }): Promise<string[]> {
  const engine = await openSchemaEngine(adapter);
  try {
    const migrationsList = await readMigrations(findMigrations());
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: ALL_TABLES });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The migrations of a folder, as the schema engine wants them. */
export async function readMigrations(baseDir: string): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = names.toSorted().map(async (path) => {
    const value = await readFile(join(baseDir, path, "migration.sql"), "utf8");
    return { path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
  });
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: await readFile(join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(migrationDirectories),
  };
}

/** `prisma/migrations` of the published package, or of the workspace that this file runs in. */
export function findMigrations(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "prisma", "migrations");
    if (existsSync(join(candidate, "migration_lock.toml"))) return candidate;
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("The folder prisma/migrations is missing: this installation is not complete.");
    folder = parent;
  }
}
