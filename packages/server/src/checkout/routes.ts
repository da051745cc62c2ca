import type { Deps } from "../deps.js";
import { createRouter, type Router } from "../http/router.js";

/** Buying: starting a checkout, and the page a visitor returns to. */
export function checkoutRoutes(_deps: Deps): Router {
  return createRouter();
}
