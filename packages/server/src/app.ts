import type { Deps } from "./deps.js";
import { authorRoutes } from "./authoring/routes.js";
import { videoRoutes } from "./authoring/video/routes.js";
import { catalogueRoutes } from "./catalogue/routes.js";
import { checkoutRoutes } from "./checkout/routes.js";
import { answerErrors, answerNotFound } from "./http/answer-errors.js";
import { checkText } from "./http/check-text.js";
import { cors } from "./http/cors.js";
import { limitBody } from "./http/limit-body.js";
import { measure } from "./http/measure.js";
import { rateLimit, RATES } from "./http/rate-limit.js";
import { requestId } from "./http/request-id.js";
import { openapiDocument } from "./http/openapi-document.js";
import { noStore, responseHeaders } from "./http/response-headers.js";
import { createRouter, type Router } from "./http/router.js";
import { session } from "./http/session.js";
import { identityRoutes } from "./identity/routes.js";
import { createVerifyToken } from "./identity/verify-token.js";
import { findWidgets } from "./operations/find-widgets.js";
import { createMetrics, type Metrics } from "./operations/metrics.js";
import { namedSchemas } from "./operations/named-schemas.js";
import { operationsRoutes } from "./operations/routes.js";
import { learningRoutes } from "./learning/routes.js";
import { fileRoutes } from "./storage/routes.js";
import { webhookRoutes } from "./webhooks/routes.js";
import { wishlistRoutes } from "./wishlist/routes.js";

/** The whole server as one function from request to response; main.ts puts it behind a socket, tests call it. */
export function createApp(
  deps: Deps,
  {
    rates = RATES,
    widgets = findWidgets(),
    metrics = createMetrics(),
  }: { rates?: typeof RATES; widgets?: string | null; metrics?: Metrics } = {},
): Router {
  const { config, clock, log } = deps;
  const { trustedProxies } = config;
  const verifyToken = createVerifyToken(deps);
  const app = createRouter();
  const describeApi = () => openapiDocument({ app, publicUrl: config.publicUrl, schemas: namedSchemas() });

  app.onError(answerErrors({ log }));
  app.notFound(answerNotFound);
  app.use(measure(metrics));
  app.use(requestId());
  app.use(responseHeaders());
  app.use("/v1/*", cors(config.allowedOrigins), noStore());
  app.use(limitBody());
  app.use("/v1/*", session(verifyToken));
  app.use("/v1/*", rateLimit({ rate: rates.requests, clock, trustedProxies }));
  app.use("/v1/guests", rateLimit({ rate: rates.guests, clock, trustedProxies }));
  const restoreLimit = rateLimit({ rate: rates.restore, clock, trustedProxies, by: "address" });
  app.on("POST", ["/v1/restore", "/restore"], restoreLimit);
  app.use("/v1/*", checkText());

  app.route("/", operationsRoutes({ deps, metrics, widgets, describeApi }));
  app.route("/", identityRoutes(deps, verifyToken));
  app.route("/", catalogueRoutes(deps));
  app.route("/", wishlistRoutes(deps));
  app.route("/", learningRoutes(deps));
  app.route("/", checkoutRoutes(deps));
  app.route("/", authorRoutes(deps));
  app.route("/", videoRoutes(deps));
  app.route("/", webhookRoutes(deps, metrics));
  app.route("/", fileRoutes(deps));
  return app;
}
