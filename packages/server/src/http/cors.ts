import type { MiddlewareHandler } from "hono";

import type { RouterEnvironment } from "./router.js";

const DAY_SECONDS = 86_400;

/**
 * Lets the pages of exactly these origins read the API's answers. Credentials never: tokens travel in a header. This is a
 * favour to browsers and not an authorization; a request without an Origin meets the same checks further on.
 */
export function cors(allowedOrigins: string[]): MiddlewareHandler<RouterEnvironment> {
  const allowed = new Set(allowedOrigins);
  return async (c, next) => {
    const origin = c.req.header("Origin");
    const isAllowed = origin !== undefined && allowed.has(origin);
    if (c.req.method === "OPTIONS" && c.req.header("Access-Control-Request-Method") !== undefined) {
      c.res = new Response(null, { status: 204 });
      if (isAllowed) {
        c.header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
        c.header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match");
        c.header("Access-Control-Max-Age", String(DAY_SECONDS));
      }
    } else {
      await next();
      if (isAllowed) c.header("Access-Control-Expose-Headers", "Date, ETag, Retry-After, X-Request-Id");
    }
    if (isAllowed) c.header("Access-Control-Allow-Origin", origin);
    c.header("Vary", "Origin", { append: true });
  };
}
