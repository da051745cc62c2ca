import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import qs from "qs";

import { ApiError, invalid, missing } from "./api-error.js";
import { PARAMETER_SCHEMAS } from "./parameter-schemas.js";
import type { Endpoint, ParameterTypes } from "./parameter-types.js";

// Everything in a form is text: Ajv turns "2000" into 2000, "true" into true and, where null is allowed, "" into null.
const ajv = new Ajv({ coerceTypes: true, allErrors: true, strict: false });

const validators = new Map<Endpoint, ValidateFunction>();

/** Compiles the schemas, which takes a moment that is better spent before the first request than during it. */
export function prepareParameters(): void {
  for (const endpoint of Object.keys(PARAMETER_SCHEMAS) as Endpoint[]) validatorOf(endpoint);
}

/**
 * The parameters of a request, from its form-encoded body or its query.
 * Throws ApiError 400 for one that is unknown, missing, of the wrong type or not one of the values allowed.
 */
export function parseParameters<E extends Endpoint>(endpoint: E, encoded: string): ParameterTypes[E] {
  const parameters: unknown = qs.parse(encoded, { depth: 20, arrayLimit: 200, parameterLimit: 5000 });
  const validate = validatorOf(endpoint);
  if (!validate(parameters)) throw faultOf(validate.errors ?? []);
  return parameters;
}

function validatorOf<E extends Endpoint>(endpoint: E): ValidateFunction<ParameterTypes[E]> {
  let validate = validators.get(endpoint);
  if (validate === undefined) {
    validate = ajv.compile(PARAMETER_SCHEMAS[endpoint]);
    validators.set(endpoint, validate);
  }
  return validate as ValidateFunction<ParameterTypes[E]>;
}

/** Unknown parameters are named first, then missing ones, then wrong values: what Stripe complains about first. */
function faultOf(errors: ErrorObject[]): ApiError {
  const first = (keyword: string) => errors.find((error) => error.keyword === keyword);
  const unknown = first("additionalProperties");
  if (unknown) {
    const param = nameOf(unknown, String(unknown.params["additionalProperty"]));
    return invalid(`Received unknown parameter: ${param}`, param, "parameter_unknown");
  }
  const absent = first("required");
  if (absent) return missing(nameOf(absent, String(absent.params["missingProperty"])));
  const value = first("enum") ?? first("const") ?? first("minLength") ?? first("pattern") ?? first("type") ?? errors[0];
  if (value === undefined) return new ApiError(400, "Invalid request.");
  const param = nameOf(value);
  switch (value.keyword) {
    case "enum":
      return invalid(`Invalid ${param}: must be one of ${String(value.params["allowedValues"])}`, param);
    case "minLength":
      return invalid(
        `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
          `however '${param}' cannot be unset.`,
        param,
        "parameter_invalid_empty",
      );
    case "type":
      return value.params["type"] === "integer"
        ? invalid(`Invalid integer: ${param}`, param, "parameter_invalid_integer")
        : invalid(`Invalid ${String(value.params["type"])}: ${param}`, param);
    default:
      return invalid(`Invalid value for ${param}: ${value.message ?? "refused"}`, param);
  }
}

/** `/line_items/0/price_data` becomes `line_items[0][price_data]`. */
function nameOf(error: ErrorObject, property?: string): string {
  const [first, ...rest] = [...error.instancePath.split("/").slice(1), ...(property === undefined ? [] : [property])];
  return `${first ?? ""}${rest.map((part) => `[${part}]`).join("")}`;
}
