import type { MiddlewareHandler } from "hono";

import { InvalidTokenError } from "../identity/errors.js";
import type { VerifyToken } from "../identity/verify-token.js";
import type { RouterEnvironment } from "./router.js";

/**
 * Finds out who asks, on every route of the API. Without an Authorization header nobody does; with one that is not good in
 * every respect the request is refused, on public routes too: it is never quietly treated as anonymous.
 */
export function session(verifyToken: VerifyToken): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    const header = c.req.header("Authorization");
    if (header !== undefined) {
      const [, token] = /^Bearer +([^\s,]+)$/i.exec(header) ?? [];
      if (token === undefined) throw new InvalidTokenError("not a bearer token");
      c.set("learner", await verifyToken(token));
    }
    await next();
  };
}
