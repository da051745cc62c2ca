import type { MiddlewareHandler } from "hono";

import type { RouterEnvironment } from "./router.js";

/** What every answer says unless its route said otherwise: it is exactly what it claims, and no page of its own. */
export function responseHeaders(): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    await next();
    c.header("X-Content-Type-Options", "nosniff");
    setDefault(c.res.headers, "Referrer-Policy", "no-referrer");
    setDefault(c.res.headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  };
}

/** What a learner sees is theirs; only a route that says so is kept by anybody. */
export function noStore(): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    await next();
    setDefault(c.res.headers, "Cache-Control", "no-store");
  };
}

function setDefault(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}
