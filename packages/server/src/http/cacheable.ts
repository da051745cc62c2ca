import { createHash } from "node:crypto";

import type { RequestContext } from "./router.js";

/** The 304 response, for `responses` of createRoute. */
export const notModified = { 304: { description: "unchanged since the answer with the ETag of `If-None-Match`" } };

/**
 * Answers what everybody may see, so that browsers and CDNs can keep it: JSON with a strong ETag of its bytes, and 304
 * without a body when the client already has them.
 */
export function cacheable(c: RequestContext, body: object): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  c.header("ETag", etag);
  c.header("Cache-Control", "public, max-age=60, stale-while-revalidate=600");
  if (matches(c.req.header("If-None-Match"), etag)) return c.body(null, 304);
  return c.body(text, 200, { "Content-Type": "application/json" });
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): a proxy that compressed the answer may have marked the tag as weak. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}
