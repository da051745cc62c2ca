import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";

import type { Clock } from "../deps.js";
import { InvalidRequestError } from "../http/errors.js";
import { createClipMaker } from "./clip-maker.js";
import { type FileStore, isStored, nameOf, referenceTo, type SignedRequest, type StoredFile } from "./file-store.js";
import { ACCEPTED_EXTENSIONS, contentTypeOf } from "./file-types.js";
import { receiveFile } from "./receive-file.js";

/** A name is a hash and an extension, so none of them leads out of the directory. */
const NAME = /^([0-9a-f]{64})\.([a-z0-9]{1,8})$/;
const CHUNK_BYTES = 256 * 1024;

/**
 * Keeps files in `directory` (made when the first one is added). `publicUrl` is the server's own address; `secret` signs
 * the URLs, so that changing it ends every one that was given out.
 */
export function createLocalFileStore({
  directory,
  publicUrl,
  secret,
  clock,
}: {
  directory: string;
  publicUrl: string;
  secret: Uint8Array;
  clock: Clock;
}): FileStore {
  const base = publicUrl.replace(/\/+$/, "");

  const sign = ({ name, expires, downloadName }: Omit<SignedRequest, "signature">): Buffer =>
    // Names and digits hold no line break, so no two requests share a text.
    createHmac("sha256", secret).update(`${name}\n${expires}\n${downloadName}`).digest();

  return {
    add: (path) => add({ path, directory }),

    // Refused before the first byte is read.
    receive: async ({ body, fileName, sizeBytes }) =>
      receiveFile({ body, extension: extensionOf(fileName), sizeBytes, directory, clock }),

    pathOf: (reference) => join(directory, nameOf(reference)),

    clipOf: createClipMaker(directory),

    async referenceFor(path) {
      const extension = extensionOf(path);
      const hash = createHash("sha256");
      const source = await open(path, "r");
      try {
        for await (const chunk of source.createReadStream({ autoClose: false })) hash.update(chunk);
      } finally {
        await source.close();
      }
      return referenceTo(`${hash.digest("hex")}.${extension}`);
    },

    publicUrl: (reference) => (isStored(reference) ? `${base}/media/${nameOf(reference)}` : reference),

    signedUrl(reference, expiresAt, downloadName = "") {
      if (!isStored(reference)) return reference;
      const name = nameOf(reference);
      const expires = String(Math.floor(expiresAt.getTime() / 1000));
      const query = new URLSearchParams({ expires });
      if (downloadName !== "") query.set("download", downloadName);
      query.set("signature", sign({ name, expires, downloadName }).toString("base64url"));
      return `${base}/files/${name}?${query}`;
    },

    isSigned({ signature, ...request }) {
      const expected = sign(request);
      const given = Buffer.from(signature, "base64url");
      // The text is compared too, because base64 has several spellings of the same bytes.
      const isGenuine =
        given.length === expected.length &&
        timingSafeEqual(given, expected) &&
        signature === expected.toString("base64url");
      return isGenuine && Number(request.expires) * 1000 > clock.now().getTime();
    },

    find: (name) => find({ name, directory }),
  };
}

/** The extension that a file is kept under. Throws InvalidRequestError for a type that is not taken. */
function extensionOf(path: string): string {
  const given = extname(path).slice(1).toLowerCase();
  const extension = given === "jpeg" ? "jpg" : given;
  if (contentTypeOf(extension) === null) {
    throw new InvalidRequestError(
      `${path}: files of this type are not taken. Taken are ${ACCEPTED_EXTENSIONS.join(", ")}.`,
    );
  }
  return extension;
}

async function add({ path, directory }: { path: string; directory: string }): Promise<string> {
  const extension = extensionOf(path);
  await mkdir(directory, { recursive: true });
  const temporary = join(directory, `.incoming-${randomUUID()}`);
  try {
    const name = `${await copyAndHash(path, temporary)}.${extension}`;
    // Appears whole or not at all; an equal file that is already there is replaced by itself.
    await rename(temporary, join(directory, name));
    return referenceTo(name);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** One pass: the name is the hash of the bytes that were copied, even if the source changes meanwhile. */
async function copyAndHash(from: string, to: string): Promise<string> {
  const hash = createHash("sha256");
  const source = await open(from, "r");
  try {
    const target = await open(to, "wx", 0o600);
    try {
      for await (const chunk of source.createReadStream({ autoClose: false, highWaterMark: CHUNK_BYTES })) {
        hash.update(chunk);
        await target.writeFile(chunk);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return hash.digest("hex");
}

async function find({ name, directory }: { name: string; directory: string }): Promise<StoredFile | null> {
  const [, hash, extension] = NAME.exec(name) ?? [];
  if (hash === undefined || extension === undefined) return null;
  const contentType = contentTypeOf(extension);
  if (contentType === null) return null;
  const path = join(directory, name);
  const size = await stat(path).then(
    (file) => (file.isFile() ? file.size : null),
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
      throw error;
    },
  );
  if (size === null) return null;
  return {
    size,
    contentType,
    isPicture: contentType.startsWith("image/"),
    etag: `"${hash}"`,
    read: (start, end) => readPart({ path, start, end }),
  };
}

/** Reads only as fast as it is asked to, and opens only when it is: an answer that nobody fetches holds no descriptor. */
function readPart({ path, start, end }: { path: string; start: number; end: number }): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let position = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        handle ??= await open(path, "r");
        const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end + 1 - position));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
        position += bytesRead;
        const isLast = position > end;
        if (isLast || bytesRead === 0) await handle.close();
        if (bytesRead === 0) {
          controller.error(new Error(`${path} ended early`));
          return;
        }
        controller.enqueue(buffer.subarray(0, bytesRead));
        if (isLast) controller.close();
      },
      async cancel() {
        await handle?.close();
      },
    },
    { highWaterMark: 0 },
  );
}
