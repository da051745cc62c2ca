import { createRoute } from "@hono/zod-openapi";
import { GuestToken, MergeRequest, MergeResult } from "@courselet/contract/identity";

import type { Deps } from "../deps.js";
import { createRouter, json, jsonBody, problems, requireLearner, type Router, secured } from "../http/router.js";
import { issueGuestToken } from "./guest-token.js";
import { mergeGuest } from "./merge-guest.js";
import type { VerifyToken } from "./verify-token.js";

const createGuest = createRoute({
  method: "post",
  path: "/v1/guests",
  tags: ["Identity"],
  summary: "Start as a guest",
  description: "A token for a visitor without an account. Keep it in the browser, and send it as a bearer token.",
  responses: { 201: json(GuestToken, "a new guest"), ...problems("rate_limited") },
});

const merge = createRoute({
  method: "post",
  path: "/v1/me/merge",
  tags: ["Identity"],
  summary: "Take over what a guest has",
  description: "Wishlist, progress and purchases of the guest move to the signed-in user, once.",
  security: secured,
  request: { body: jsonBody(MergeRequest) },
  responses: {
    200: json(MergeResult, "what moved"),
    ...problems("invalid_request", "unauthenticated", "token_expired", "forbidden", "already_merged"),
  },
});

/** Guests, and their becoming users of the host site. */
export function identityRoutes(deps: Deps, verifyToken: VerifyToken): Router {
  const router = createRouter();

  router.openapi(createGuest, async (c) => c.json(await issueGuestToken(deps), 201));

  router.openapi(merge, async (c) => {
    const { guestToken } = c.req.valid("json");
    return c.json(await mergeGuest({ deps, verifyToken, learner: requireLearner(c), guestToken }), 200);
  });

  return router;
}
