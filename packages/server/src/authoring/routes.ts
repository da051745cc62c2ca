import { Analytics, AnalyticsQuery } from "@courselet/contract/analytics";
import { createRoute } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import { createRouter, json, problems, requireAuthor, secured, type Router } from "../http/router.js";
import { getAnalytics } from "./analytics/get-analytics.js";
import { ownAttachmentRoutes } from "./attachments/routes.js";
import { categoryRoutes } from "./categories/routes.js";
import { ownChapterRoutes } from "./chapters/routes.js";
import { ownCourseRoutes } from "./courses/routes.js";
import { uploadRoutes } from "./uploads/routes.js";

const analytics = createRoute({
  method: "get",
  path: "/v1/author/analytics",
  tags: ["Author"],
  summary: "What courses have earned, and how far learners come",
  description: "An author sees their own courses, an admin all. Money is what was paid, never a price of today.",
  security: secured,
  request: { query: AnalyticsQuery },
  responses: {
    200: json(Analytics, "by currency and course"),
    ...problems("invalid_request", "unauthenticated", "forbidden"),
  },
});

/** What authors do with their courses. */
export function authorRoutes(deps: Deps): Router {
  const router = createRouter();
  router.route("/", ownCourseRoutes(deps));
  router.route("/", ownChapterRoutes(deps));
  router.route("/", ownAttachmentRoutes(deps));
  router.route("/", categoryRoutes(deps));
  router.route("/", uploadRoutes(deps));

  router.openapi(analytics, async (c) => {
    const author = requireAuthor(c);
    return c.json(await getAnalytics({ deps, author, query: c.req.valid("query") }), 200);
  });

  return router;
}
