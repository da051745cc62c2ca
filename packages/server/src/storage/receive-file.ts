import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Clock } from "../deps.js";
import { BodyTooLargeError, InvalidRequestError, UnavailableError } from "../http/errors.js";
import { type IncomingFile, referenceTo } from "./file-store.js";
import { HEAD_BYTES, isWhatItSays } from "./file-signature.js";

const PREFIX = ".incoming-";
/** What came so long ago was left by a process that ended in the middle; no upload takes longer. */
const ABANDONED_MS = 2 * 24 * 3600 * 1000;

/**
 * Writes a stream to the disk as it comes, no faster than the disk takes it and never as a whole in memory. See
 * FileStore.receive for what is refused; whatever it is, nothing is left behind.
 */
export async function receiveFile({
  body,
  extension,
  sizeBytes,
  directory,
  clock,
}: {
  body: AsyncIterable<Uint8Array>;
  extension: string;
  sizeBytes: number;
  directory: string;
  clock: Clock;
}): Promise<IncomingFile> {
  const path = join(directory, `${PREFIX}${randomUUID()}`);
  const discard = () => rm(path, { force: true });
  try {
    await mkdir(directory, { recursive: true });
    await removeAbandoned(directory, clock);
    const { hash, size } = await write({ body, path, extension, sizeBytes });
    if (size !== sizeBytes) {
      throw new InvalidRequestError(`Only ${size} of ${sizeBytes} bytes arrived. Please send the file again.`);
    }
    const name = `${hash}.${extension}`;
    return {
      path,
      sizeBytes,
      async keep() {
        await rename(path, join(directory, name));
        return referenceTo(name);
      },
      discard,
    };
  } catch (error) {
    await discard().catch(() => {});
    throw isDiskFull(error)
      ? new UnavailableError("The server's disk is full: the file was not stored.", error)
      : error;
  }
}

async function write({
  body,
  path,
  extension,
  sizeBytes,
}: {
  body: AsyncIterable<Uint8Array>;
  path: string;
  extension: string;
  sizeBytes: number;
}): Promise<{ hash: string; size: number }> {
  const hash = createHash("sha256");
  let head: Buffer | null = Buffer.alloc(0);
  let size = 0;
  const target = await open(path, "wx", 0o600);
  try {
    // Leaving the loop early cancels the stream.
    for await (const chunk of namingItsEnd(body)) {
      size += chunk.byteLength;
      if (size > sizeBytes) throw new BodyTooLargeError(sizeBytes);
      if (head !== null) {
        head = Buffer.concat([head, chunk]);
        if (head.byteLength >= HEAD_BYTES) head = checkHead(extension, head);
      }
      hash.update(chunk);
      await target.writeFile(chunk);
    }
    if (head !== null) checkHead(extension, head);
    await target.sync();
  } finally {
    await target.close();
  }
  return { hash: hash.digest("hex"), size };
}

/** A sender who goes away is no failure of this server. */
async function* namingItsEnd(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new InvalidRequestError("The file broke off on its way. Please send it again.");
  }
}

/** As soon as it can be told, so that nobody sends two gigabytes of something else. */
function checkHead(extension: string, head: Buffer): null {
  if (isWhatItSays(extension, head)) return null;
  throw new InvalidRequestError(`The file is called .${extension}, but its content is something else.`);
}

async function removeAbandoned(directory: string, clock: Clock): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(directory, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && clock.now().getTime() - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
