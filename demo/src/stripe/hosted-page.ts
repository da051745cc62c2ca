import { html } from "hono/html";
import type { Stripe } from "stripe";

import { formatAmount } from "./currencies.js";
import { layout, type Html } from "./page-layout.js";
import type { PaymentMethod } from "./payments.js";
import type { SessionExtras } from "./state.js";
import { withSessionId } from "./urls.js";

const CHOICES: readonly { method: PaymentMethod; label: string; explanation: string }[] = [
  { method: "card", label: "Card", explanation: "paid at once" },
  { method: "bank_debit", label: "Bank debit", explanation: "confirmed a few seconds later" },
  { method: "bank_debit_that_fails", label: "Bank debit that fails", explanation: "refused a few seconds later" },
  { method: "card_that_is_declined", label: "Card that is declined", explanation: "shows an error here" },
];

interface HostedPageInput {
  session: Stripe.Checkout.Session;
  extras: SessionExtras;
  locale: string;
  /** What went wrong with the last try. */
  problem?: string | null;
  /** What the visitor chose and typed in the last try. */
  chosen?: PaymentMethod;
  /** Where the form is sent, when that is not the page of its own. */
  action?: string;
  email?: string;
}

/** The page a visitor pays on. It works without JavaScript and has none. */
export function hostedPage(input: HostedPageInput): Html {
  const { session, extras, locale } = input;
  const amount = formatAmount(session.amount_total ?? 0, session.currency ?? "usd", locale);
  const content = html`<div class="columns">
    <section class="panel" aria-label="What you buy">
      ${extras.lines.map(
        ({ item, image, description }) => html`
          ${image === null ? "" : html`<img class="cover" src="${image}" alt="" />`}
          <h1>${item.description}</h1>
          ${description === null ? "" : html`<p class="soft">${description}</p>`}
        `,
      )}
      ${totals(session, locale)}
      <p class="amount">${amount}</p>
      ${session.cancel_url === null ? "" : html`<a href="${session.cancel_url}">Back</a>`}
    </section>
    <section class="panel" aria-label="Payment">${paymentForm(input, amount)}</section>
  </div>`;
  return layout(`Pay ${amount}`, content);
}

/** What the total is made of, when it is not the price alone. */
function totals(session: Stripe.Checkout.Session, locale: string): Html | "" {
  const { amount_discount: discount = 0, amount_tax: tax = 0 } = session.total_details ?? {};
  if (discount === 0 && tax === 0) return "";
  const text = (amount: number) => formatAmount(amount, session.currency ?? "usd", locale);
  const subtotal = session.amount_subtotal ?? 0;
  const isContained = session.amount_total === subtotal - discount;
  return html`<p class="soft">Price ${text(subtotal)}</p>
    ${discount === 0 ? "" : html`<p class="soft">Promotion code −${text(discount)}</p>`}
    ${tax === 0 ? "" : html`<p class="soft">${isContained ? "Tax contained" : "Tax"} ${text(tax)}</p>`}`;
}

function promotionField(session: Stripe.Checkout.Session): Html | "" {
  if (session.allow_promotion_codes !== true) return "";
  return html`<label for="promotion">Promotion code <span class="soft">· HALF and FREE are some</span></label>
    <p>
      <input id="promotion" name="promotion" autocomplete="off" />
      <button type="submit" name="action" value="promotion" formnovalidate>Apply</button>
    </p>`;
}

function paymentForm(input: HostedPageInput, amount: string): Html {
  const { session, problem = null, chosen = "card", email = "", action = `/c/pay/${session.id}` } = input;
  const known = session.customer_details?.email ?? null;
  return html`<form method="post" action="${action}">
    ${problem === null ? "" : html`<p class="problem" role="alert">${problem}</p>`}
    <label for="email">E-mail</label>
    <input
      id="email"
      name="email"
      type="email"
      autocomplete="email"
      required
      placeholder="you@example.com"
      value="${known ?? email}"
      ${known === null ? "" : "readonly"}
    />
    <fieldset>
      <legend>Pay with</legend>
      ${CHOICES.map(
        ({ method, label, explanation }) =>
          html`<label class="choice"
            ><input type="radio" name="method" value="${method}" ${method === chosen ? "checked" : ""} />
            <span>${label} <span class="soft">· ${explanation}</span></span></label
          >`,
      )}
    </fieldset>
    ${promotionField(session)}
    <button class="pay" type="submit">Pay ${amount}</button>
  </form>`;
}

/** What a session shows that can no longer be paid. */
export function closedPage(session: Stripe.Checkout.Session): Html {
  const complete = session.status === "complete";
  const back = complete ? returnAddress(session) : session.cancel_url;
  return layout(
    complete ? "Payment complete" : "Session expired",
    html`<section class="panel">
      <h1>${complete ? "You have completed this payment." : "This payment page has expired."}</h1>
      <p class="soft">
        ${complete ? "There is nothing more to pay here." : "Go back and start again; nothing was charged."}
      </p>
      ${back === null ? "" : html`<a href="${back}">Back to the shop</a>`}
    </section>`,
  );
}

export function problemPage(message: string): Html {
  return layout("Not possible", html`<section class="panel"><h1>${message}</h1></section>`);
}

/** Where the visitor goes after paying. */
export function returnAddress(session: Stripe.Checkout.Session): string | null {
  const url = session.success_url ?? session.return_url ?? null;
  return url === null ? null : withSessionId(url, session.id);
}
