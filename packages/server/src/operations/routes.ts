import { createRequire } from "node:module";
import { dirname } from "node:path";

import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import { cacheable } from "../http/cacheable.js";
import { UnavailableError } from "../http/errors.js";
import { createRouter, json, problems, type Router } from "../http/router.js";
import { type ServeFile, staticFiles } from "../http/static-files.js";
import { DOCS_PAGE, DOCS_POLICY, DOCS_SCRIPT } from "./docs-page.js";
import type { Metrics } from "./metrics.js";
import { isHashedName, keptWidgets, widgetFiles } from "./widget-files.js";

const Health = z.object({ status: z.literal("ok") });
const WEEK_SECONDS = 604_800;
const YEAR_SECONDS = 31_536_000;

const health = createRoute({
  method: "get",
  path: "/healthz",
  tags: ["Operations"],
  summary: "Does the process answer?",
  responses: { 200: json(Health, "it does") },
});

const readiness = createRoute({
  method: "get",
  path: "/readyz",
  tags: ["Operations"],
  summary: "Does the database answer?",
  responses: { 200: json(Health, "it does"), ...problems("unavailable") },
});

const series = createRoute({
  method: "get",
  path: "/metrics",
  tags: ["Operations"],
  summary: "Counts for Prometheus",
  responses: { 200: { description: "text format", content: { "text/plain": { schema: z.string() } } } },
});

/** What keeps the server running and found: health, metrics, the widgets' files and the API's description. */
export function operationsRoutes({
  deps,
  metrics,
  widgets,
  describeApi,
}: {
  deps: Pick<Deps, "db" | "config">;
  metrics: Metrics;
  /** The folder of the built widgets; null when there is none. */
  widgets: string | null;
  describeApi: () => object;
}): Router {
  const router = createRouter();

  router.openapi(health, (c) => c.json({ status: "ok" as const }, 200));

  router.openapi(readiness, async (c) => {
    await deps.db.$queryRaw`SELECT 1`.catch((error: unknown) => {
      throw new UnavailableError("The database does not answer.", error);
    });
    return c.json({ status: "ok" as const }, 200);
  });

  router.openapi(series, (c) => c.text(metrics.render(), 200, { "Content-Type": "text/plain; version=0.0.4" }));

  if (widgets !== null) mountWidgets(router, widgetFiles({ widgets, kept: keptWidgets(deps.config) }));
  mountDocs(router, describeApi);
  return router;
}

/** Any page may load these, and measure how long that took: that is what they are for. */
function mountWidgets(router: Router, serve: ServeFile): void {
  router.get("/widgets/*", (c) => {
    c.header("Access-Control-Allow-Origin", "*");
    c.header("Cross-Origin-Resource-Policy", "cross-origin");
    c.header("Timing-Allow-Origin", "*");
    const name = c.req.path.slice("/widgets/".length);
    return serve(c, name, `public, max-age=${isHashedName(name) ? `${YEAR_SECONDS}, immutable` : "300"}`);
  });
}

function mountDocs(router: Router, describeApi: () => object): void {
  const swagger = staticFiles(dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json")));
  let document: object | undefined;

  router.get("/openapi.json", (c) => {
    document ??= describeApi();
    c.header("Access-Control-Allow-Origin", "*");
    return cacheable(c, document);
  });

  router.get("/docs", (c) => {
    c.header("Content-Security-Policy", DOCS_POLICY);
    return c.html(DOCS_PAGE);
  });
  router.get("/docs/start.js", (c) => c.body(DOCS_SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    router.get(`/docs/${file}`, (c) => swagger(c, file, `public, max-age=${WEEK_SECONDS}`));
  }
}
