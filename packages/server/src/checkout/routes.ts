import { CheckoutRequest, CheckoutStarted, CheckoutStatus } from "@courselet/contract/checkout";
import { Id } from "@courselet/contract/identifiers";
import { createRoute, z } from "@hono/zod-openapi";

import type { Deps } from "../deps.js";
import { createRouter, json, jsonBody, problems, requireLearner, secured, type Router } from "../http/router.js";
import { getCheckout } from "./get-checkout.js";
import { startCheckout } from "./start-checkout.js";

const tags = ["Checkout"];

const checkout = createRoute({
  method: "post",
  path: "/v1/courses/{id}/checkout",
  tags,
  summary: "Start buying a course",
  description:
    "Asked again for the same page and price, it answers the same open session. `price_changed` carries the price of " +
    "now in its details, as `price.amount` and `price.currency`. While a payment for the course is on its way, it is 409 " +
    "`payment_processing`.",
  security: secured,
  request: { params: z.object({ id: Id }), body: jsonBody(CheckoutRequest) },
  responses: {
    201: json(CheckoutStarted, "where the visitor pays: at `url`, or on the page with `clientSecret`"),
    ...problems("invalid_request", "unauthenticated", "not_found", "payment_unavailable"),
    ...problems("already_owned", "price_changed", "not_for_sale"),
  },
});

const status = createRoute({
  method: "get",
  path: "/v1/checkouts/{checkoutId}",
  tags,
  summary: "How a purchase stands",
  description: "For the learner it was made for. While it is open or processing, Stripe is asked.",
  security: secured,
  request: { params: z.object({ checkoutId: Id }) },
  responses: {
    200: json(CheckoutStatus, "`paid` is the only one that gives access"),
    ...problems("invalid_request", "unauthenticated", "not_found"),
  },
});

/** Buying: starting a checkout, and the page a visitor returns to. */
export function checkoutRoutes(deps: Deps): Router {
  const router = createRouter();

  router.openapi(checkout, async (c) => {
    const learner = requireLearner(c);
    const { id: courseId } = c.req.valid("param");
    return c.json(await startCheckout({ deps, learner, courseId, input: c.req.valid("json") }), 201);
  });

  router.openapi(status, async (c) => {
    const learner = requireLearner(c);
    const { checkoutId } = c.req.valid("param");
    return c.json(await getCheckout({ deps, learner, checkoutId }), 200);
  });

  return router;
}
