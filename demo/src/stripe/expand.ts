import { ApiError } from "./api-error.js";
import type { State } from "./state.js";

const DEEPEST = 4;

/**
 * A copy of an object in which ids are replaced by what they stand for, along the paths asked for
 * (https://docs.stripe.com/api/expanding_objects), for example `payment_intent.latest_charge`.
 */
export function expanded(state: State, object: object, paths: readonly string[] = []): object {
  const copy = structuredClone(object);
  paths.forEach((path, index) => {
    const steps = path.split(".");
    if (steps.length > DEEPEST) {
      throw new ApiError(400, `You cannot expand more than ${DEEPEST} levels of a property.`, {
        param: `expand[${index}]`,
      });
    }
    expandAlong(state, copy, steps, path, `expand[${index}]`);
  });
  return copy;
}

function expandAlong(state: State, target: object, steps: string[], path: string, param: string): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (Array.isArray(target)) {
    for (const element of target) if (isObject(element)) expandAlong(state, element, steps, path, param);
    return;
  }
  const holder = target as Record<string, unknown>;
  if (step === "line_items" && holder["object"] === "checkout.session") {
    holder[step] = lineItemsOf(state, String(holder["id"]));
  } else if (!(step in holder)) {
    throw new ApiError(400, `This property cannot be expanded (${path}).`, { param });
  } else if (typeof holder[step] === "string") {
    const found = objectById(state, holder[step]);
    if (found === null) throw new ApiError(400, `This property cannot be expanded (${path}).`, { param });
    holder[step] = structuredClone(found);
  }
  const next = holder[step];
  if (isObject(next)) expandAlong(state, next, rest, path, param);
}

export function lineItemsOf(state: State, sessionId: string): object {
  const lines = state.sessionExtras[sessionId]?.lines ?? [];
  const url = `/v1/checkout/sessions/${sessionId}/line_items`;
  return { object: "list", data: lines.map(({ item }) => structuredClone(item)), has_more: false, url };
}

function objectById(state: State, id: string): object | null {
  const { paymentIntents, charges, balanceTransactions, customers, disputes, refunds } = state;
  for (const kind of [paymentIntents, charges, balanceTransactions, customers, disputes, refunds]) {
    if (Object.hasOwn(kind, id)) return kind[id] ?? null;
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
