import type { Deps } from "../deps.js";
import { createRouter, type Router } from "../http/router.js";

/** What Stripe tells us. */
export function webhookRoutes(_deps: Deps): Router {
  return createRouter();
}
