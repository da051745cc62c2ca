import { CourseletError, UnauthenticatedError } from "../http/errors.js";

/** The token was good and has run out; a new one from the same place will do. */
export class TokenExpiredError extends CourseletError {
  constructor() {
    super("token_expired", "This token has expired. Ask whoever issued it for a new one.");
  }
}

/** The token is not one that this server believes. Why is for the log only: it would help who forges them. */
export class InvalidTokenError extends UnauthenticatedError {
  readonly reason: string;

  constructor(reason: string) {
    super("This token is not valid here.");
    this.reason = reason;
  }
}
