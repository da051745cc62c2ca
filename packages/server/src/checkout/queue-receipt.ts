import type { Stripe } from "stripe";

import type { Transaction } from "../database/database.js";
import type { Deps } from "../deps.js";
import type { Checkout } from "../generated/prisma/client.js";
import { isGuestId } from "../identity/actor.js";
import { type MailPart, mailBody } from "../mail/mail-body.js";
import { queueMail } from "../mail/queue-mail.js";
import { formatAmount } from "./format-amount.js";

/**
 * Queues the receipt of a checkout that has just become paid, once for each checkout: to the address that the buyer gave
 * Stripe, and to nobody when they gave none. It holds no token; a guest is told where to ask for a way back.
 */
export async function queueReceipt({
  db,
  deps: { clock, config },
  checkoutId,
  session,
}: {
  db: Transaction;
  deps: Pick<Deps, "clock" | "config">;
  checkoutId: string;
  session: Stripe.Checkout.Session;
}): Promise<void> {
  const to = session.customer_details?.email ?? null;
  const checkout = await db.checkout.findUnique({
    where: { id: checkoutId },
    include: { course: { select: { title: true } } },
  });
  if (to === null || checkout === null) return;
  const { userId, returnUrl, course } = checkout;
  const date = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(
    checkout.paidAt ?? clock.now(),
  );
  const parts: MailPart[] = [
    `${course.title}\n${paidWords(checkout)}, paid on ${date}`,
    { label: "Open the course", href: returnUrl },
  ];
  if (isGuestId(userId)) {
    const wayBack = `${config.publicUrl}/restore?${new URLSearchParams({ returnUrl })}`;
    parts.push(
      "You bought it without an account: the course opens in the browser where you paid. To open it on another device, " +
        "ask there for a link to this address.",
      { label: "Ask for a link to open it on another device", href: wayBack },
    );
  }
  const body = mailBody({ title: "Thank you. Here is your receipt.", parts });
  await queueMail({
    db,
    clock,
    kind: "receipt",
    reference: `receipt:${checkoutId}`,
    mail: { to, subject: `Your receipt for ${course.title}`, ...body },
  });
}

/** What was paid, and what of that is tax and how much a discount took off it. */
function paidWords({
  amount,
  amountTotal,
  amountTax,
  amountDiscount,
  currency,
}: Pick<Checkout, "amount" | "amountTotal" | "amountTax" | "amountDiscount" | "currency">): string {
  const tax = amountTax > 0 ? [`including ${formatAmount(amountTax, currency)} tax`] : [];
  const discount = amountDiscount > 0 ? [`after a discount of ${formatAmount(amountDiscount, currency)}`] : [];
  return [formatAmount(amountTotal ?? amount, currency), ...tax, ...discount].join(", ");
}
