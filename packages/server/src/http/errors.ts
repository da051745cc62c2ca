import type { ErrorCode } from "@courselet/contract/errors";

/** One faulty field, by its path in the request (`price.amount`), or one fact that a client needs to recover. */
export interface ErrorDetail {
  path: string;
  message: string;
}

/**
 * A failure with a name. Verbs throw its subclasses and know no HTTP; `answer-errors.ts` turns the code into a status.
 * Anything thrown that is not one of these is answered as `internal` and says nothing but its request id.
 */
export class CourseletError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetail[] | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetail[]) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

export class NotFoundError extends CourseletError {
  constructor(what: string) {
    super("not_found", `There is no such ${what}, or it is not published.`);
  }
}

export class InvalidRequestError extends CourseletError {
  constructor(message: string, details?: ErrorDetail[]) {
    super("invalid_request", message, details);
  }
}

export class UnauthenticatedError extends CourseletError {
  constructor(message = "Sign in, or start as a guest: this needs `Authorization: Bearer <token>`.") {
    super("unauthenticated", message);
  }
}

export class ForbiddenError extends CourseletError {
  constructor(message = "This token does not allow that.") {
    super("forbidden", message);
  }
}

/**
 * What is asked for cannot be done in the state things are in: always 409, whatever the code's usual status is. Buying
 * while a payment is on its way is one; the same code refuses the content with 403.
 */
export class ConflictError extends CourseletError {}

/** Something this server needs does not answer now; the same request may succeed a little later. */
export class UnavailableError extends CourseletError {
  constructor(message = "The service is busy or being restarted. Please try again in a moment.", cause?: unknown) {
    super("unavailable", message);
    this.cause = cause;
  }
}

export class BodyTooLargeError extends CourseletError {
  constructor(limitBytes: number) {
    super("body_too_large", `The body may have at most ${limitBytes} bytes.`);
  }
}

export class RateLimitedError extends CourseletError {
  constructor() {
    super("rate_limited", "Too many requests from here. Please wait a moment.");
  }
}
