import { ErrorBody, type ErrorCode } from "@courselet/contract/errors";
import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";

import type { Learner } from "../identity/actor.js";
import { ERROR_STATUS } from "./error-status.js";
import { ForbiddenError, InvalidRequestError, UnauthenticatedError } from "./errors.js";

export interface RouterEnvironment {
  Variables: { requestId: string; learner: Learner | null };
}

export type Router = OpenAPIHono<RouterEnvironment>;
export type RequestContext = Context<RouterEnvironment>;

/** A router whose refused requests name each faulty field, in the one error shape. */
export function createRouter(): Router {
  return new OpenAPIHono<RouterEnvironment>({
    defaultHook: (result) => {
      if (result.success) return;
      const details = result.error.issues.map((issue) => ({
        path: issue.path.length === 0 ? result.target : issue.path.map(String).join("."),
        message: issue.message,
      }));
      throw new InvalidRequestError("The request is not as this route expects it.", details);
    },
  });
}

/** Who asks. A bad token was refused before, so null means that nobody said who they are. */
export function optionalLearner(c: RequestContext): Learner | null {
  return c.var.learner;
}

/** Who asks; throws UnauthenticatedError (401) when nobody said. */
export function requireLearner(c: RequestContext): Learner {
  const learner = c.var.learner;
  if (learner === null) throw new UnauthenticatedError();
  return learner;
}

/** Who asks, who must be an author or an admin; throws UnauthenticatedError (401) or ForbiddenError (403). */
export function requireAuthor(c: RequestContext): Learner {
  const learner = requireLearner(c);
  if (learner.role === "learner") throw new ForbiddenError("This needs a token with the role author or admin.");
  return learner;
}

/** The OpenAPI security requirement of a route that needs a learner. */
export const secured: { bearer: string[] }[] = [{ bearer: [] }];

/** A JSON response, for `responses` of createRoute. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON request body that must be there, for `request.body` of createRoute. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } };
}

type StatusOf<Code extends ErrorCode> = (typeof ERROR_STATUS)[Code];
type Problems<Code extends ErrorCode> = Record<StatusOf<Code>, ReturnType<typeof json<typeof ErrorBody>>>;

/** The error responses that a route documents, to spread into `responses` of createRoute. */
export function problems<Code extends ErrorCode>(...codes: Code[]): Problems<Code> {
  const statuses = new Set(codes.map((code) => ERROR_STATUS[code]));
  const responses = [...statuses].map((status) => {
    const names = codes.filter((code) => ERROR_STATUS[code] === status);
    return [status, json(ErrorBody, names.join(", "))] as const;
  });
  return Object.fromEntries(responses) as Problems<Code>;
}
