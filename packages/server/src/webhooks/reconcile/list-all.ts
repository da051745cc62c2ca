import type { Stripe } from "stripe";

import { askStripe, type AskOptions } from "../../checkout/ask-stripe.js";
import { Deadline } from "../../checkout/deadline.js";
import type { Deps } from "../../deps.js";

const PAGE_WITHIN_MS = 20_000;
const PAGE_SIZE = 100;

/** One page of a list at Stripe, as asked for by the parameters. */
export type ListPage<T> = (
  stripe: Stripe,
  page: Stripe.PaginationParams,
  options: AskOptions,
) => Promise<Stripe.ApiList<T>>;

/** All pages of a list at Stripe, one after the other. Throws PaymentUnavailableError. */
export async function* listAll<T extends { id: string }>({
  deps,
  list,
}: {
  deps: Deps;
  list: ListPage<T>;
}): AsyncGenerator<T[]> {
  let page: Stripe.PaginationParams = { limit: PAGE_SIZE };
  for (;;) {
    const { data, has_more } = await askStripe({
      deps,
      deadline: new Deadline(PAGE_WITHIN_MS),
      ask: (stripe, options) => list(stripe, page, options),
    });
    yield data;
    const last = data.at(-1);
    if (!has_more || last === undefined) return;
    page = { limit: PAGE_SIZE, starting_after: last.id };
  }
}
