import { constants } from "node:fs";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

import { NotFoundError } from "../http/errors.js";
import { type ServeFile, staticFiles } from "../http/static-files.js";

/** A name with the hash that the build gives: another content has another name. */
const HASHED_NAME = /[-.](?=[^./]*[A-Z\d])[\w-]{8}\.(?:[a-z\d]+\.)?[a-z\d]+$/;

export function isHashedName(name: string): boolean {
  return HASHED_NAME.test(name);
}

/** The folder of a server's data that keeps the files of earlier builds. */
export function keptWidgets({ dataDir }: { dataDir: string }): string {
  return join(dataDir, "widgets");
}

/**
 * Copies the files whose names hold their hash from this build's folder to one that outlives it: pages name such a file for
 * good, with its integrity, and do not change when a server does. What is there already stays.
 */
export async function keepWidgets({ widgets, kept }: { widgets: string; kept: string }): Promise<void> {
  await mkdir(kept, { recursive: true });
  const there = new Set(await readdir(kept));
  const wanted = (await readdir(widgets)).filter((name) => isHashedName(name.replace(/\.(br|gz)$/, "")));
  for (const name of wanted.filter((candidate) => !there.has(candidate))) {
    await copyFile(join(widgets, name), join(kept, name), constants.COPYFILE_FICLONE);
  }
}

/** Serves this build's files, and of those with a hash in their names the ones of earlier builds too. */
export function widgetFiles({ widgets, kept }: { widgets: string; kept: string }): ServeFile {
  const current = staticFiles(widgets);
  const earlier = staticFiles(kept);
  return (c, name, cacheControl) =>
    current(c, name, cacheControl).catch((error: unknown) => {
      if (!(error instanceof NotFoundError) || !isHashedName(name)) throw error;
      return earlier(c, name, cacheControl);
    });
}
