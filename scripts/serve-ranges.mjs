import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join, normalize } from "node:path";

const MEDIA = /\.(webm|mp4|m4s)$/;

/**
 * Middleware of the test server: answers requests for a part of a video, which WebKit needs to seek in one and the server
 * itself does not answer.
 */
export function serveRanges(root) {
  return async (context, next) => {
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(context.get("range")) ?? [];
    if (from === undefined || !MEDIA.test(context.path)) return next();
    const path = join(root, normalize(context.path));
    const file = await stat(path).catch(() => null);
    if (!file || Number(from) >= file.size) return next();
    const end = Math.min(file.size - 1, to ? Number(to) : file.size - 1);
    context.status = 206;
    context.set("Accept-Ranges", "bytes");
    context.set("Content-Range", `bytes ${from}-${end}/${file.size}`);
    context.set("Content-Length", String(end - Number(from) + 1));
    context.type = context.path.endsWith(".webm") ? "video/webm" : "video/mp4";
    context.body = createReadStream(path, { start: Number(from), end });
    return undefined;
  };
}
