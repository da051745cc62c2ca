import { html } from "hono/html";
import type { Stripe } from "stripe";

import { formatAmount } from "./currencies.js";
import { holdsMoney } from "./disputes.js";
import { layout, type Html } from "./page-layout.js";
import type { State } from "./state.js";

const ROWS_SHOWN = 50;

/** For developers: what was sold, what was sent to the webhook endpoint, and what a merchant or a bank could do now. */
export function dashboardPage(state: State, { webhookUrl }: { webhookUrl: string | null }): Html {
  const content = html`<h1>Payments</h1>
    <p class="soft">Webhooks go to ${webhookUrl === null ? "nowhere" : html`<code>${webhookUrl}</code>`}.</p>
    ${table(
      ["Payment", "Amount", "State", "What could happen"],
      newest(state.paymentIntents).map((intent) => paymentRow(state, intent)),
    )}
    <h2>Checkout sessions</h2>
    ${table(
      ["Session", "What", "Amount", "State"],
      newest(state.sessions).map((session) => sessionRow(state, session)),
    )}
    <h2>Events</h2>
    ${table(
      ["Event", "Type", "Delivery", ""],
      newest(state.events).map((event) => eventRow(state, event.id, event.type)),
    )}`;
  return layout("Stripe stand-in", content, { refreshSeconds: 5 });
}

function paymentRow(state: State, intent: Stripe.PaymentIntent): Html {
  const charge = state.charges[String(intent.latest_charge)];
  const disputes = Object.values(state.disputes).filter((dispute) => dispute.payment_intent === intent.id);
  const open = disputes.filter((dispute) => dispute.status !== "won" && dispute.status !== "lost");
  const succeeded = charge?.status === "succeeded";
  const states = [
    intent.status,
    ...(charge !== undefined && charge.amount_refunded > 0
      ? [`${formatAmount(charge.amount_refunded, charge.currency)} refunded`]
      : []),
    ...disputes.map(({ status }) => `dispute: ${status}`),
  ];
  return html`<tr>
    <td><code>${intent.id}</code></td>
    <td>${formatAmount(intent.amount, intent.currency)}</td>
    <td>${states.join(", ")}</td>
    <td>
      ${
        succeeded && !charge.refunded && !disputes.some(holdsMoney)
          ? button(`/dashboard/payments/${intent.id}/refund`, "Refund")
          : ""
      }
      ${succeeded && open.length === 0 ? button(`/dashboard/payments/${intent.id}/dispute`, "Open dispute") : ""}
      ${open.map(
        ({ id }) => html`
          ${button(`/dashboard/disputes/${id}/won`, "Dispute won")}
          ${button(`/dashboard/disputes/${id}/lost`, "Dispute lost")}
        `,
      )}
    </td>
  </tr>`;
}

function sessionRow(state: State, session: Stripe.Checkout.Session): Html {
  const lines = state.sessionExtras[session.id]?.lines ?? [];
  const shown = `${session.id.slice(0, 20)}…`;
  return html`<tr>
    <td>
      ${session.status === "open" ? html`<a href="/c/pay/${session.id}"><code>${shown}</code></a>` : html`<code>${shown}</code>`}
    </td>
    <td>${lines.map(({ item }) => item.description).join(", ")}</td>
    <td>${formatAmount(session.amount_total ?? 0, session.currency ?? "usd")}</td>
    <td>${session.status}, ${session.payment_status}</td>
  </tr>`;
}

function eventRow(state: State, id: string, type: string): Html {
  const delivery = state.deliveries[id];
  const attempts = delivery?.attempts ?? 0;
  const said = delivery?.lastAnswer ?? null;
  return html`<tr>
    <td><code>${id}</code></td>
    <td>${type}</td>
    <td>
      ${delivery === undefined || delivery.state === "none" ? "not asked for" : delivery.state}${attempts > 0 ? `, ${attempts} sent` : ""}${said === null ? "" : `, last: ${said}`}
    </td>
    <td>${button(`/dashboard/events/${id}/resend`, "Send again")}</td>
  </tr>`;
}

function table(headings: string[], rows: Html[]): Html {
  if (rows.length === 0) return html`<p class="soft">None yet.</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function button(action: string, label: string): Html {
  return html`<form method="post" action="${action}"><button type="submit">${label}</button></form>`;
}

function newest<T>(objects: Record<string, T>): T[] {
  return Object.values(objects).toReversed().slice(0, ROWS_SHOWN);
}
