import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";

import type { Metrics } from "../operations/metrics.js";
import type { RouterEnvironment } from "./router.js";

/** Counts every answer under its route's pattern; what matched no route is one series. */
export function measure(metrics: Metrics): MiddlewareHandler<RouterEnvironment> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith("/*") || path === "/widgets/*");
    metrics.observe({
      method: c.req.method,
      route: route?.path ?? "none",
      status: c.res.status,
      seconds: (performance.now() - started) / 1000,
    });
  };
}
