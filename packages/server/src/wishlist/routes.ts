import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import { createRouter, problems, requireLearner, type Router, secured } from "../http/router.js";
import { addToWishlist } from "./add-to-wishlist.js";
import { removeFromWishlist } from "./remove-from-wishlist.js";

const params = z.object({ courseId: Id });

const put = createRoute({
  method: "put",
  path: "/v1/me/wishlist/{courseId}",
  tags: ["Learner"],
  summary: "Put a course on the wishlist",
  security: secured,
  request: { params },
  responses: {
    204: { description: "it is on the wishlist, now or since before" },
    ...problems("invalid_request", "unauthenticated", "not_found"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/me/wishlist/{courseId}",
  tags: ["Learner"],
  summary: "Take a course off the wishlist",
  security: secured,
  request: { params },
  responses: {
    204: { description: "it is not on the wishlist, now or since before" },
    ...problems("invalid_request", "unauthenticated"),
  },
});

export function wishlistRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(put, async (c) => {
    await addToWishlist({ deps, learner: requireLearner(c), courseId: c.req.valid("param").courseId });
    return c.body(null, 204);
  });

  router.openapi(remove, async (c) => {
    await removeFromWishlist({ deps, learner: requireLearner(c), courseId: c.req.valid("param").courseId });
    return c.body(null, 204);
  });

  return router;
}
