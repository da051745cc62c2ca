import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { PGlite } from "@electric-sql/pglite";

import { lockDirectory } from "./lock.js";

/**
 * Opens PGlite in a directory, making it if need be, for this process alone. Throws LockedDirectoryError when another
 * process has it open (PGlite would not notice, and both would lose commits).
 */
export async function openPglite(directory: string): Promise<{ client: PGlite; close(): Promise<void> }> {
  await mkdir(dirname(directory), { recursive: true });
  const unlock = await lockDirectory(directory);
  try {
    if (!existsSync(directory)) await create(directory);
    const client = await PGlite.create({ dataDir: directory });
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

/** Made beside its place and moved there whole, so that a start that was interrupted leaves no half a database. */
async function create(directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const client = await PGlite.create({ dataDir: unfinished });
  await client.close();
  await rename(unfinished, directory);
}
