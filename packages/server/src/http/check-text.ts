import type { MiddlewareHandler } from "hono";

import { InvalidRequestError } from "./errors.js";
import type { RouterEnvironment } from "./router.js";

/** No schema of ours nests deeper than five levels; recursion in somebody's parser ends far beyond this. */
const MAX_DEPTH = 32;

/**
 * Refuses text that PostgreSQL cannot store (NUL, lone surrogates), bytes that are not UTF-8 and JSON that is nested beyond
 * reason, for every route at once, so that no schema has to think of it.
 */
export function checkText(): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    if (/%00/.test(c.req.url)) throw new InvalidRequestError("The address must not contain NUL.");
    if (c.req.raw.body !== null && /\bjson\b/i.test(c.req.header("Content-Type") ?? "")) {
      const bytes = await c.req.arrayBuffer();
      // Clients name a content type also where there is nothing to send. A route that wants a body says so itself.
      if (bytes.byteLength > 0) checkJson(bytes);
    }
    await next();
  };
}

function checkJson(bytes: ArrayBuffer): void {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new InvalidRequestError("The body is not well-formed JSON in UTF-8.");
  }
  // Not recursive: the depth is what is being checked.
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new InvalidRequestError(`The body is nested more than ${MAX_DEPTH} levels deep.`);
    level = level.flatMap(partsOf);
  }
}

/** What a value holds; throws for a text that cannot be stored. */
function partsOf(value: unknown): unknown[] {
  if (typeof value === "string") {
    if (!isStorable(value))
      throw new InvalidRequestError("The body's texts must hold neither NUL nor lone surrogates.");
    return [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value) ? value : Object.entries(value).flat();
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
}
