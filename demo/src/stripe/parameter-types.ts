import type { Stripe } from "stripe";

/**
 * The parameters of every request that the stand-in answers, by method and path, as the `stripe` package types them.
 * `make-parameter-schemas.mjs` turns this interface into `parameter-schemas.ts`, which validates at run time.
 */
export interface ParameterTypes {
  "POST /v1/checkout/sessions": Stripe.Checkout.SessionCreateParams;
  "GET /v1/checkout/sessions": Stripe.Checkout.SessionListParams;
  "GET /v1/checkout/sessions/:id": Stripe.Checkout.SessionRetrieveParams;
  "POST /v1/checkout/sessions/:id/expire": Stripe.Checkout.SessionExpireParams;
  "GET /v1/checkout/sessions/:id/line_items": Stripe.Checkout.SessionListLineItemsParams;
  "POST /v1/customers": Stripe.CustomerCreateParams;
  "GET /v1/customers": Stripe.CustomerListParams;
  "GET /v1/customers/:id": Stripe.CustomerRetrieveParams;
  "GET /v1/payment_intents/:id": Stripe.PaymentIntentRetrieveParams;
  "GET /v1/charges/:id": Stripe.ChargeRetrieveParams;
  "GET /v1/balance_transactions/:id": Stripe.BalanceTransactionRetrieveParams;
  "POST /v1/refunds": Stripe.RefundCreateParams;
  "GET /v1/refunds": Stripe.RefundListParams;
  "GET /v1/refunds/:id": Stripe.RefundRetrieveParams;
  "GET /v1/disputes": Stripe.DisputeListParams;
  "GET /v1/disputes/:id": Stripe.DisputeRetrieveParams;
  "GET /v1/events": Stripe.EventListParams;
  "GET /v1/events/:id": Stripe.EventRetrieveParams;
}

/** A request that the stand-in answers, such as `POST /v1/refunds`. */
export type Endpoint = keyof ParameterTypes;
