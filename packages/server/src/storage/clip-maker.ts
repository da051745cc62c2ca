import { createHash, randomUUID } from "node:crypto";
import { rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";

import { CourseletError } from "../http/errors.js";
import { copyStart } from "./copy-start.js";
import { isStored, nameOf, referenceTo } from "./file-store.js";

/** A video from which no clip can be made: damaged, of an unknown encoding, or not in the store (any more). */
export class VideoNotClippedError extends CourseletError {
  constructor(cause: unknown) {
    super("video_unavailable", "The beginning of this video cannot be shown: no copy of it can be made.");
    this.cause = cause;
  }
}

/**
 * Makes clips (see FileStore.clipOf) in `directory`. A clip is named by the hash of what it is made of, so it is found again
 * without a list of clips, and it is made once, however many ask for it at the same time.
 */
export function createClipMaker(directory: string): (reference: string, seconds: number) => Promise<string> {
  const underWay = new Map<string, Promise<void>>();

  return async (reference, seconds) => {
    if (!isStored(reference)) throw new VideoNotClippedError(new Error("only stored videos can be clipped"));
    const source = nameOf(reference);
    const hash = createHash("sha256").update(`clip\n${source}\n${seconds}`).digest("hex");
    const name = `${hash}${extname(source)}`;
    const job = underWay.get(name) ?? makeOnce({ directory, source, name, seconds });
    underWay.set(name, job);
    try {
      await job;
    } catch (error) {
      throw new VideoNotClippedError(error);
    } finally {
      underWay.delete(name);
    }
    return referenceTo(name);
  };
}

async function makeOnce({
  directory,
  source,
  name,
  seconds,
}: {
  directory: string;
  source: string;
  name: string;
  seconds: number;
}): Promise<void> {
  const path = join(directory, name);
  if (await exists(path)) return;
  const temporary = join(directory, `.incoming-${randomUUID()}`);
  try {
    await copyStart({ from: join(directory, source), to: temporary, extension: extname(source).slice(1), seconds });
    // Appears whole or not at all; another process that made the same one is replaced by its equal.
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
