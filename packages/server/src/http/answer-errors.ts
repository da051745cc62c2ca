import type { ErrorBody } from "@courselet/contract/errors";
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";

import { isDatabaseUnavailable } from "../database/is-database-unavailable.js";
import { isReferenceGone } from "../database/is-reference-gone.js";
import type { Log } from "../log.js";
import { ERROR_STATUS } from "./error-status.js";
import { ConflictError, CourseletError, NotFoundError, UnavailableError } from "./errors.js";
import type { RouterEnvironment } from "./router.js";

type ErrorStatusCode = (typeof ERROR_STATUS)[keyof typeof ERROR_STATUS] | 405 | 415;

/** How long a client had better wait before it asks again, in seconds. */
const RETRY_AFTER: Partial<Record<ErrorBody["error"]["code"], number>> = {
  rate_limited: 5,
  unavailable: 5,
  payment_unavailable: 10,
  video_unavailable: 10,
};

/** Answers every failure in the one error shape. What has no name is logged, and tells the client its request id only. */
export function answerErrors({ log }: { log: Log }): ErrorHandler<RouterEnvironment> {
  return (error, c) => {
    const known = nameOf(error);
    if (known !== null) {
      const status = known instanceof ConflictError ? 409 : ERROR_STATUS[known.code];
      if (status >= 500)
        log.warn(known.message, { requestId: c.var.requestId, code: known.code, cause: causeOf(error) });
      return answer(c, status, known);
    }
    if (error instanceof HTTPException && error.status < 500) {
      return answer(c, error.status === 415 ? 415 : 400, {
        code: "invalid_request",
        message:
          error.status === 415
            ? "The body's Content-Type must be one that this route documents, such as application/json."
            : "The body is not well-formed JSON.",
      });
    }
    log.error("unexpected failure", {
      requestId: c.var.requestId,
      method: c.req.method,
      // The address of an upload is a key; whoever reads logs is not to have it.
      route: c.req.path.replace(/^(\/uploads\/).*/, "$1…"),
      error: error.stack ?? error.message,
    });
    return answer(c, 500, {
      code: "internal",
      message: "Something went wrong here. Tell the site's owner this request id.",
    });
  };
}

/** An unknown address, in the same shape. */
export const answerNotFound: NotFoundHandler<RouterEnvironment> = (c) =>
  answer(c, 404, { code: "not_found", message: "There is nothing at this address. The API is described at /docs." });

function nameOf(error: Error): CourseletError | null {
  if (error instanceof CourseletError) return error;
  if (isReferenceGone(error)) return new NotFoundError("course or chapter any more");
  return isDatabaseUnavailable(error) ? new UnavailableError() : null;
}

/** For the log: a named failure that wraps another one says why in its cause. */
function causeOf(error: Error): string | undefined {
  if (error.cause instanceof Error) return error.cause.message;
  return error instanceof CourseletError ? undefined : error.message;
}

function answer(
  c: Context<RouterEnvironment>,
  status: ErrorStatusCode,
  { code, message, details }: Pick<CourseletError, "code" | "message"> & Partial<Pick<CourseletError, "details">>,
) {
  const body: ErrorBody = {
    error: { code, message, requestId: c.var.requestId, ...(details === undefined ? {} : { details }) },
  };
  c.header("Cache-Control", "no-store");
  const retryAfter = RETRY_AFTER[code];
  if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  return c.json(body, status);
}
