import type { Stripe } from "stripe";

import { invalid, missing } from "./api-error.js";
import { isCurrency, LARGEST_AMOUNT } from "./currencies.js";
import { makeId } from "./identifiers.js";
import { requireUrl } from "./urls.js";

const MOST_LINE_ITEMS = 100;
const MOST_IMAGES = 8;

/** A line of a session, and what the hosted page shows of its product. */
export interface SessionLine {
  item: Stripe.LineItem;
  description: string | null;
  image: string | null;
}

/** The lines of a session to be, priced by `price_data`. Throws ApiError 400. */
export function makeLineItems(
  parameters: Stripe.Checkout.SessionCreateParams.LineItem[] | undefined,
  created: number,
): SessionLine[] {
  if (parameters === undefined || parameters.length === 0) throw missing("line_items");
  if (parameters.length > MOST_LINE_ITEMS) {
    throw invalid(`line_items can have at most ${MOST_LINE_ITEMS} elements.`, "line_items");
  }
  const lines = parameters.map((item, index) => makeLine(item, `line_items[${index}]`, created));
  if (new Set(lines.map(({ item }) => item.currency)).size > 1) {
    throw invalid("All line items of a session must be of one currency.", "line_items");
  }
  return lines;
}

function makeLine(item: Stripe.Checkout.SessionCreateParams.LineItem, param: string, created: number): SessionLine {
  if (item.price !== undefined) throw invalid(`No such price: '${item.price}'`, `${param}[price]`, "resource_missing");
  const priceData = item.price_data;
  if (priceData === undefined) throw missing(`${param}[price_data]`);
  if (item.quantity === undefined) throw missing(`${param}[quantity]`);
  if (item.quantity < 1) throw invalid("This value must be greater than or equal to 1.", `${param}[quantity]`);
  const amount = unitAmount(priceData, `${param}[price_data]`);
  const currency = priceData.currency.toLowerCase();
  if (!isCurrency(currency)) throw invalid(`Invalid currency: ${currency}.`, `${param}[price_data][currency]`);
  requireWholeTens(amount, currency, `${param}[price_data][unit_amount]`);
  const product = requireProduct(priceData, `${param}[price_data]`);
  const total = amount * item.quantity;
  return {
    description: product.description ?? null,
    image: product.images?.[0] ?? null,
    item: {
      id: makeId("item"),
      object: "item",
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: total,
      amount_tax: 0,
      amount_total: total,
      currency,
      description: product.name,
      metadata: {},
      quantity: item.quantity,
      price: makePrice({ amount, currency, created, taxBehavior: priceData.tax_behavior ?? "unspecified" }),
    },
  };
}

function unitAmount(priceData: Stripe.Checkout.SessionCreateParams.LineItem.PriceData, param: string): number {
  const amount = priceData.unit_amount;
  if (amount === undefined) throw missing(`${param}[unit_amount]`);
  if (amount < 0) {
    throw invalid(
      "This value must be greater than or equal to 0.",
      `${param}[unit_amount]`,
      "parameter_invalid_integer",
    );
  }
  if (amount > LARGEST_AMOUNT) {
    throw invalid("Amount must be no more than $999,999.99", `${param}[unit_amount]`, "amount_too_large");
  }
  return amount;
}

/** https://docs.stripe.com/currencies#three-decimal */
function requireWholeTens(amount: number, currency: string, param: string): void {
  if (!"bhd jod kwd omr tnd".includes(currency) || amount % 10 === 0) return;
  throw invalid(`Amounts in ${currency} must be divisible by 10.`, param, "parameter_invalid_integer");
}

function requireProduct(priceData: Stripe.Checkout.SessionCreateParams.LineItem.PriceData, param: string) {
  if (priceData.recurring !== undefined) {
    throw invalid("The stand-in knows one-time prices only.", `${param}[recurring]`);
  }
  if (priceData.product !== undefined) {
    throw invalid(`No such product: '${priceData.product}'`, `${param}[product]`, "resource_missing");
  }
  const product = priceData.product_data;
  if (product === undefined) throw missing(`${param}[product_data]`);
  const images = product.images ?? [];
  if (images.length > MOST_IMAGES) {
    throw invalid(`A product can have at most ${MOST_IMAGES} images.`, `${param}[product_data][images]`);
  }
  images.forEach((image, index) => requireUrl(image, `${param}[product_data][images][${index}]`));
  return product;
}

function makePrice({
  amount,
  currency,
  created,
  taxBehavior,
}: {
  amount: number;
  currency: string;
  created: number;
  taxBehavior: NonNullable<Stripe.Price["tax_behavior"]>;
}): Stripe.Price {
  return {
    id: makeId("price"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: makeId("product"),
    recurring: null,
    tax_behavior: taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: amount,
    unit_amount_decimal: null,
  };
}
