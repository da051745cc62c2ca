import type { Deps } from "../deps.js";
import { ForbiddenError, NotFoundError } from "../http/errors.js";
import { createRouter, type RequestContext, type Router } from "../http/router.js";
import { parseRange } from "./byte-range.js";
import { contentDisposition } from "./content-disposition.js";
import type { StoredFile } from "./file-store.js";

/** An SVG opened on its own runs in no origin and fetches nothing. */
const SVG_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
const YEAR_SECONDS = 31_536_000;

/**
 * The files that this server keeps: `/media/` for everybody, pictures only; `/files/` for whoever holds a signed URL, with
 * ranges, as video players need them. Neither asks who somebody is.
 */
export function fileRoutes({ files, clock }: Deps): Router {
  const router = createRouter();

  router.get("/media/:name", async (c) => {
    const file = await files.find(c.req.param("name"));
    if (file === null || !file.isPicture) throw new NotFoundError("picture");
    c.header("Cache-Control", `public, max-age=${YEAR_SECONDS}, immutable`);
    return answerFile(c, file);
  });

  router.get("/files/:name", async (c) => {
    const name = c.req.param("name");
    const file = await files.find(name);
    if (file === null) throw new NotFoundError("file");
    const { expires = "", signature = "", download: downloadName = "" } = c.req.query();
    if (!files.isSigned({ name, expires, signature, downloadName })) {
      throw new ForbiddenError("This address was not signed here, or has expired. Ask for a new one.");
    }
    const secondsLeft = Math.max(0, Math.floor(Number(expires) - clock.now().getTime() / 1000));
    c.header("Cache-Control", `private, max-age=${secondsLeft}`);
    if (downloadName !== "") c.header("Content-Disposition", contentDisposition(downloadName));
    return answerFile(c, file);
  });

  return router;
}

/** The file or the asked part of it (RFC 9110, 13 and 14). */
function answerFile(c: RequestContext, file: StoredFile): Response {
  c.header("ETag", file.etag);
  c.header("Accept-Ranges", "bytes");
  // What may be read is settled above; any page may then show it, the host page's canvas and players included.
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Access-Control-Expose-Headers", "Accept-Ranges, Content-Length, Content-Range");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  c.header("X-Content-Type-Options", "nosniff");
  if (c.req.header("If-None-Match") === file.etag) return c.body(null, 304);

  c.header("Content-Type", file.contentType);
  if (file.contentType === "image/svg+xml") c.header("Content-Security-Policy", SVG_POLICY);
  const ifRange = c.req.header("If-Range");
  const mayBePart = ifRange === undefined || ifRange === file.etag;
  const range = mayBePart ? parseRange(c.req.header("Range"), file.size) : null;
  if (range === "unsatisfiable") {
    c.header("Content-Range", `bytes */${file.size}`);
    return c.body(null, 416);
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  if (range !== null) c.header("Content-Range", `bytes ${start}-${end}/${file.size}`);
  c.header("Content-Length", String(end - start + 1));
  const status = range === null ? 200 : 206;
  if (c.req.method === "HEAD" || file.size === 0) return c.body(null, status);
  return c.body(file.read(start, end), status);
}
