import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { PGlite } from "@electric-sql/pglite";

import { lockDirectory } from "./lock.js";

/** The directory is there and the embedded database cannot start on it. */
export class DamagedDatabaseError extends Error {
  constructor(directory: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `${directory} cannot be opened by the embedded database (${reason}). Put a backup of that folder in its place, or ` +
        "move it away to begin with an empty one.",
      { cause },
    );
    this.name = new.target.name;
  }
}

/**
 * Opens PGlite in a directory, making it if need be, for this process alone. Throws LockedDirectoryError when another
 * process has it open (PGlite would not notice, and both would lose commits), DamagedDatabaseError when it cannot be opened.
 */
export async function openPglite(directory: string): Promise<{ client: PGlite; close(): Promise<void> }> {
  await mkdir(dirname(directory), { recursive: true });
  const unlock = await lockDirectory(directory);
  try {
    if (!existsSync(directory)) await create(directory);
    const client = await open(directory);
    const close = async () => {
      await client.close();
      await unlock();
    };
    return { client, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function open(directory: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: directory });
  } catch (error) {
    throw new DamagedDatabaseError(directory, error);
  }
}

/** Made beside its place and moved there whole, so that a start that was interrupted leaves no half a database. */
async function create(directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const client = await PGlite.create({ dataDir: unfinished });
  await client.close();
  await rename(unfinished, directory);
}
