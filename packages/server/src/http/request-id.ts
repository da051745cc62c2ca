import { randomUUID } from "node:crypto";

import type { MiddlewareHandler } from "hono";

import type { RouterEnvironment } from "./router.js";

/** Gives every request an id of our own making and every response its `X-Request-Id`. A client's own id is not believed. */
export function requestId(): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    const id = randomUUID();
    c.set("requestId", id);
    c.set("learner", null);
    await next();
    c.header("X-Request-Id", id);
  };
}
