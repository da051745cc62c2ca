import type { MiddlewareHandler } from "hono";

import { BodyTooLargeError } from "./errors.js";
import type { RouterEnvironment } from "./router.js";

export const BODY_LIMIT_BYTES = 64 * 1024;

/** Where files go: they are as long as their signed address says, and are written to the disk as they come. */
const UPLOAD = /^\/uploads\/[^/?]+(\?|$)/;

/** Whether this is a file on its way, which has its own limits of size and time. */
export function isUpload({ method, path }: { method: string | undefined; path: string }): boolean {
  return method === "PUT" && UPLOAD.test(path);
}

/**
 * Reads the body before anybody else does and refuses it as soon as it is too long, whether it declares its length or comes
 * in chunks. Uploads of files are left to their route.
 */
export function limitBody(limit = BODY_LIMIT_BYTES): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    const { body } = c.req.raw;
    if (body !== null && !isUpload(c.req)) {
      const declared = Number(c.req.header("Content-Length") ?? 0);
      const bytes = declared > limit ? null : await readAtMost(body, limit);
      if (bytes === null) {
        // What is left of the body is not worth reading only to keep the connection.
        c.header("Connection", "close");
        throw new BodyTooLargeError(limit);
      }
      // Said in parts: the Node server's requests look like a Request but are none that the constructor would take.
      const { method, headers, signal } = c.req.raw;
      c.req.raw = new Request(c.req.url, { method, headers, signal, body: bytes });
    }
    await next();
  };
}

/** The whole body; null when it is longer than `limit`. */
async function readAtMost(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
