import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

import { ApiError, noSuch } from "./api-error.js";
import type { Context } from "./context.js";
import { createCustomer, requireCustomer } from "./customers.js";
import { requireDispute } from "./disputes.js";
import { expanded, lineItemsOf } from "./expand.js";
import type { Faults } from "./faults.js";
import { earlierAnswer, fingerprintOf, rememberAnswer } from "./idempotency.js";
import { makeId } from "./identifiers.js";
import { listOf } from "./list.js";
import type { Endpoint, ParameterTypes } from "./parameter-types.js";
import { parseParameters } from "./parse-parameters.js";
import { createRefund } from "./refunds.js";
import { createSession, expireDueSessions, expireSession, requireSession } from "./sessions.js";

interface ApiOptions {
  context: Context;
  faults: Faults;
  secretKey: string;
}

const MOST_EVENT_TYPES = 20;

type Handlers = { [E in Endpoint]: (parameters: ParameterTypes[E], id: string) => object };

/** Stripe's API under /v1, as far as a checkout needs it. */
export function createApi({ context, faults, secretKey }: ApiOptions): Hono {
  const api = new Hono();
  const { state } = context.store;
  const handlers = handlersFor(context);

  const answer = <E extends Endpoint>(endpoint: E, encoded: string, id: string): object => {
    const parameters = parseParameters(endpoint, encoded);
    const object = handlers[endpoint](parameters, id);
    return expanded(state, object, parameters.expand);
  };

  api.use(bodyLimit({ maxSize: 1024 * 1024 }));
  for (const endpoint of Object.keys(handlers) as Endpoint[]) {
    const [method = "GET", path = "/"] = endpoint.split(" ");
    api.on(method, path, async (c) => {
      requireKey(c.req.header("Authorization"), secretKey);
      const encoded = method === "POST" ? await c.req.text() : new URL(c.req.url).search.slice(1);
      const key = method === "POST" ? c.req.header("Idempotency-Key") : undefined;
      const requestId = makeId("request");
      c.header("Request-Id", requestId);
      c.header("Stripe-Version", c.req.header("Stripe-Version") ?? "");
      return faults.around(`${method} ${c.req.path}`, async () => {
        const fingerprint = fingerprintOf(method, c.req.path, encoded);
        const earlier = key === undefined ? null : earlierAnswer(context, key, fingerprint);
        if (key !== undefined) c.header("Idempotency-Key", key);
        if (earlier !== null) {
          c.header("Idempotent-Replayed", "true");
          return c.json(earlier.body as object);
        }
        const body = answer(endpoint, encoded, c.req.param("id") ?? "");
        if (key !== undefined) rememberAnswer(context, key, { fingerprint, requestId, body });
        return c.json(body);
      });
    });
  }
  api.all("/v1/*", (c) => {
    requireKey(c.req.header("Authorization"), secretKey);
    throw new ApiError(
      404,
      `Unrecognized request URL (${c.req.method}: ${c.req.path}). The stand-in does not know it.`,
    );
  });
  api.onError((error) => {
    const requestId = makeId("request");
    const known = error instanceof ApiError;
    if (!known) console.error(error);
    const answered = known ? error : new ApiError(500, "The stand-in failed.", { type: "api_error" });
    return Response.json(answered.body(), { status: answered.status, headers: { "Request-Id": requestId } });
  });
  return api;
}

function handlersFor(context: Context): Handlers {
  const { state } = context.store;
  return {
    "POST /v1/checkout/sessions": (parameters) => createSession(context, parameters),
    "GET /v1/checkout/sessions": (parameters) => {
      expireDueSessions(context);
      const found = Object.values(state.sessions).filter(
        (session) =>
          matches(parameters.payment_intent, session.payment_intent) &&
          matches(parameters.customer, session.customer) &&
          matches(parameters.status, session.status),
      );
      return listOf(found, parameters, "/v1/checkout/sessions");
    },
    "GET /v1/checkout/sessions/:id": (_, id) => requireSession(context, id),
    "POST /v1/checkout/sessions/:id/expire": (_, id) => expireSession(context, id),
    "GET /v1/checkout/sessions/:id/line_items": (_, id) => lineItemsOf(state, requireSession(context, id).id),
    "POST /v1/customers": (parameters) => createCustomer(context, parameters),
    "GET /v1/customers": (parameters) => {
      const found = Object.values(state.customers).filter(({ email }) => matches(parameters.email, email));
      return listOf(found, parameters, "/v1/customers");
    },
    "GET /v1/customers/:id": (_, id) => requireCustomer(context, id),
    "GET /v1/payment_intents/:id": (_, id) => state.paymentIntents[id] ?? missing("payment_intent", id),
    "GET /v1/charges/:id": (_, id) => state.charges[id] ?? missing("charge", id),
    "GET /v1/balance_transactions/:id": (_, id) => state.balanceTransactions[id] ?? missing("balance_transaction", id),
    "POST /v1/refunds": (parameters) => createRefund(context, parameters),
    "GET /v1/refunds": (parameters) => {
      const found = Object.values(state.refunds).filter(
        ({ charge, payment_intent }) =>
          matches(parameters.charge, charge) && matches(parameters.payment_intent, payment_intent),
      );
      return listOf(found, parameters, "/v1/refunds");
    },
    "GET /v1/refunds/:id": (_, id) => state.refunds[id] ?? missing("refund", id),
    "GET /v1/disputes": (parameters) => {
      const found = Object.values(state.disputes).filter(
        ({ charge, payment_intent }) =>
          matches(parameters.charge, charge) && matches(parameters.payment_intent, payment_intent),
      );
      return listOf(found, parameters, "/v1/disputes");
    },
    "GET /v1/disputes/:id": (_, id) => requireDispute(context, id),
    "GET /v1/events": (parameters) => {
      const { type, types, delivery_success: delivered } = parameters;
      requireEventTypes(type, types);
      const found = Object.values(state.events).filter(
        (event) =>
          (type === undefined || isOfType(event.type, type)) &&
          (types === undefined || types.includes(event.type)) &&
          (delivered === undefined || delivered === (event.pending_webhooks === 0)),
      );
      return listOf(found, parameters, "/v1/events");
    },
    "GET /v1/events/:id": (_, id) => state.events[id] ?? missing("event", id),
  };
}

/** https://docs.stripe.com/api/events/list */
function requireEventTypes(type: string | undefined, types: string[] | undefined): void {
  if (type !== undefined && types !== undefined) {
    throw new ApiError(400, "You may only specify one of these parameters: type, types.", { param: "types" });
  }
  if (types !== undefined && types.length > MOST_EVENT_TYPES) {
    throw new ApiError(400, `types may have at most ${MOST_EVENT_TYPES} elements.`, { param: "types" });
  }
}

function requireKey(authorization: string | undefined, secretKey: string): void {
  if (authorization === undefined) {
    throw new ApiError(401, "You did not provide an API key, in the Authorization header, using Bearer auth.");
  }
  if (authorization !== `Bearer ${secretKey}`) {
    throw new ApiError(401, `Invalid API Key provided: ${"*".repeat(12)}`);
  }
}

function matches(wanted: string | undefined, value: unknown): boolean {
  return wanted === undefined || wanted === value;
}

/** `charge.dispute.*` is every type that begins so. */
function isOfType(type: string, pattern: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

function missing(what: string, id: string): never {
  throw noSuch(what, id);
}
