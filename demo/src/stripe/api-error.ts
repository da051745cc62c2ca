export type ApiErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

/** A refused request, in Stripe's shape: https://docs.stripe.com/api/errors. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: ApiErrorType;
  readonly code: string | undefined;
  readonly param: string | undefined;

  constructor(
    status: number,
    message: string,
    { type = "invalid_request_error", code, param }: { type?: ApiErrorType; code?: string; param?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  body() {
    return {
      error: {
        type: this.type,
        message: this.message,
        ...(this.code === undefined ? {} : { code: this.code }),
        ...(this.param === undefined ? {} : { param: this.param }),
      },
    };
  }
}

export function invalid(message: string, param: string, code?: string): ApiError {
  return new ApiError(400, message, { param, ...(code === undefined ? {} : { code }) });
}

export function missing(param: string): ApiError {
  return invalid(`Missing required param: ${param}.`, param, "parameter_missing");
}

export function noSuch(what: string, id: string, { param = "id", status = 404 } = {}): ApiError {
  return new ApiError(status, `No such ${what}: '${id}'`, { code: "resource_missing", param });
}
