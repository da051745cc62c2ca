import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { extname, normalize } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

/** Where the page is built, of the elements' own scenes over an API in the page. */
const folder = fileURLToPath(new URL("../../packages/widgets/dist/gallery/", import.meta.url));

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webm": "video/webm",
  ".woff2": "font/woff2",
};

/** The gallery's page, with scripts of this nonce; null when it has not been built. */
export function galleryPage(nonce: string): string | null {
  const path = `${folder}gallery.html`;
  return existsSync(path) ? readFileSync(path, "utf8").replace("{{nonce}}", nonce) : null;
}

/** One of the gallery's files, or the part of it that a video player asks for; null when there is none of that name. */
export function galleryFile(name: string, range: string | undefined): Response | null {
  const path = normalize(folder + name);
  const type = types[extname(path)];
  if (!type || !path.startsWith(folder) || !existsSync(path)) return null;
  const { size } = statSync(path);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(Number(to || size - 1), size - 1);
  const headers = new Headers({
    "Content-Type": type,
    "Content-Length": `${end - start + 1}`,
    "Accept-Ranges": "bytes",
  });
  if (from) headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  const stream = Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
  return new Response(stream, { status: from ? 206 : 200, headers });
}
