import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";

import { NotFoundError } from "./errors.js";
import type { RequestContext } from "./router.js";

const CONTENT_TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".d.ts": "text/plain; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Compressed beside the original when it was built; in the order of preference. */
const ENCODINGS = [
  { name: "br", extension: ".br" },
  { name: "gzip", extension: ".gz" },
];

/** Segments of letters, digits, dashes and dots that do not begin with a dot: none of them leads out of a directory. */
const SAFE_PATH = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** A compressed file that is older than its original by more than this was left behind by an earlier build. */
const SAME_BUILD_MS = 30_000;

interface LoadedFile {
  modified: number;
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** Answers with the file of this name, relative to the directory. Throws NotFoundError. */
export type ServeFile = (c: RequestContext, name: string, cacheControl: string) => Promise<Response>;

/**
 * Serves the files of a directory from memory, compressed where it was built so and the client takes it. A file that is
 * built anew is noticed.
 */
export function staticFiles(directory: string): ServeFile {
  const loaded = new Map<string, LoadedFile>();

  const load = async (path: string): Promise<LoadedFile | null> => {
    const found = await stat(path).catch(() => null);
    if (found === null || !found.isFile()) return null;
    const known = loaded.get(path);
    if (known?.modified === found.mtimeMs) return known;
    const bytes = new Uint8Array(await readFile(path));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
    const file = { modified: found.mtimeMs, bytes, etag };
    loaded.set(path, file);
    return file;
  };

  return async (c, name, cacheControl) => {
    const contentType = CONTENT_TYPES[extname(name)];
    if (contentType === undefined || !SAFE_PATH.test(name)) throw new NotFoundError("file");
    const original = await load(join(directory, name));
    if (original === null) throw new NotFoundError("file");
    c.header("Content-Type", contentType);
    c.header("Cache-Control", cacheControl);
    c.header("Vary", "Accept-Encoding", { append: true });

    let file = original;
    for (const encoding of ENCODINGS.filter((candidate) => accepts(c.req.header("Accept-Encoding"), candidate.name))) {
      const compressed = await load(join(directory, name + encoding.extension));
      if (compressed === null || compressed.modified < original.modified - SAME_BUILD_MS) continue;
      file = compressed;
      c.header("Content-Encoding", encoding.name);
      break;
    }
    c.header("ETag", file.etag);
    if (c.req.header("If-None-Match")?.includes(file.etag)) return c.body(null, 304);
    c.header("Content-Length", String(file.bytes.byteLength));
    return c.body(file.bytes);
  };
}

/** Whether Accept-Encoding names the coding, and not with `q=0`. */
function accepts(header: string | undefined, coding: string): boolean {
  return (header ?? "").split(",").some((part) => {
    const [name, ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
