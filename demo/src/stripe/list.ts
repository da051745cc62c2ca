import type { Stripe } from "stripe";

import { invalid } from "./api-error.js";

interface Listed {
  id: string;
  created: number;
}

interface ListParameters extends Stripe.PaginationParams {
  created?: Stripe.RangeQueryParam | number;
}

/** One page of objects, newest first: https://docs.stripe.com/api/pagination. `objects` come oldest first. */
export function listOf<T extends Listed>(objects: T[], parameters: ListParameters, url: string): Stripe.ApiList<T> {
  const { limit = 10, starting_after: after, ending_before: before, created } = parameters;
  if (limit < 1 || limit > 100) throw invalid("Invalid limit: must be from 1 to 100.", "limit");
  const newestFirst = objects.toReversed().filter((object) => isWithin(object.created, created));
  const position = (id: string, param: string) => {
    const index = newestFirst.findIndex((object) => object.id === id);
    if (index === -1) throw invalid(`No such object: '${id}'`, param, "resource_missing");
    return index;
  };
  if (before !== undefined) {
    const end = position(before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: newestFirst.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : position(after, "starting_after") + 1;
  const data = newestFirst.slice(start, start + limit);
  return { object: "list", data, has_more: start + limit < newestFirst.length, url };
}

function isWithin(created: number, range: Stripe.RangeQueryParam | number | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return created === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return created > gt && created >= gte && created < lt && created <= lte;
}
