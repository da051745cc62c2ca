import { createHash, randomUUID } from "node:crypto";
import { existsSync, openAsBlob } from "node:fs";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { PGlite } from "@electric-sql/pglite";

import { findMigrations } from "../database/migrate.js";
import { openOnPglite } from "../database/open-database.js";

/**
 * A migrated, empty PGlite in memory. The first one of all takes seconds; it leaves a snapshot in node_modules/.cache,
 * named after the migrations, from which the later ones take half a second.
 */
export async function loadEmptyDatabase(): Promise<PGlite> {
  return PGlite.create({ loadDataDir: await openAsBlob(await prepareSnapshot()) });
}

/** Makes the snapshot unless it is there, and returns its path. */
export async function prepareSnapshot(): Promise<string> {
  const migrations = findMigrations();
  const directory = join(dirname(migrations), "..", "node_modules", ".cache", "courselet");
  const path = join(directory, `database-${await hashOf(migrations)}.tar`);
  if (existsSync(path)) return path;

  const client = await PGlite.create();
  const { db } = await openOnPglite(client);
  await db.$disconnect();
  const dump = await client.dumpDataDir("none");
  await client.close();
  await mkdir(directory, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, dump.stream());
  await rename(unfinished, path);
  return path;
}

async function hashOf(migrations: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(migrations)).toSorted()) {
    if (name.endsWith(".toml")) continue;
    hash.update(name).update(await readFile(join(migrations, name, "migration.sql")));
  }
  return hash.digest("hex").slice(0, 16);
}
