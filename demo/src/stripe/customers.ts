import type { Stripe } from "stripe";

import { noSuch } from "./api-error.js";
import { seconds, type Context } from "./context.js";
import { makeId, randomText } from "./identifiers.js";
import { parseMetadata } from "./metadata.js";

export function createCustomer(context: Context, parameters: Stripe.CustomerCreateParams): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: makeId("customer"),
    object: "customer",
    address: null,
    balance: 0,
    created: seconds(context.clock),
    currency: null,
    default_source: null,
    delinquent: false,
    description: parameters.description ?? null,
    discount: null,
    email: parameters.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: parseMetadata(parameters.metadata, "metadata"),
    name: parameters.name ?? null,
    phone: parameters.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  context.store.state.customers[customer.id] = customer;
  context.store.save();
  context.webhooks.emit("customer.created", customer);
  return customer;
}

export function requireCustomer(context: Context, id: string): Stripe.Customer {
  const customer = context.store.state.customers[id];
  if (customer === undefined) throw noSuch("customer", id);
  return customer;
}
