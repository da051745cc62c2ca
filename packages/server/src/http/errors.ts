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
