import type { CheckoutStatus } from "@courselet/contract/checkout";

import type { Deps } from "../deps.js";
import type { CheckoutState } from "../generated/prisma/enums.js";
import { NotFoundError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { Deadline } from "./deadline.js";
import { PaymentUnavailableError } from "./errors.js";
import { syncCheckout } from "./sync-checkout.js";

const ANSWER_WITHIN_MS = 4_500;

/** What was paid and taken back does not give access, and nothing more will come of it. */
const STATUS_OF: Record<CheckoutState, CheckoutStatus["status"]> = {
  open: "open",
  processing: "processing",
  paid: "paid",
  expired: "expired",
  failed: "failed",
  refunded: "failed",
  disputed: "failed",
};

/**
 * How a checkout stands, for the learner it was made for; throws NotFoundError for anybody else. While it is not decided,
 * Stripe is asked, and what was paid is fulfilled here too, should the webhook be late or lost. When Stripe does not answer
 * it stands as it was last known.
 */
export async function getCheckout({
  deps,
  learner,
  checkoutId,
}: {
  deps: Deps;
  learner: Learner;
  checkoutId: string;
}): Promise<CheckoutStatus> {
  const find = () => deps.db.checkout.findFirst({ where: { id: checkoutId, userId: learner.userId } });
  const known = await find();
  if (known === null) throw new NotFoundError("checkout");
  const isDecided = known.state !== "open" && known.state !== "processing";
  const checkout =
    isDecided || known.stripeSessionId === null || !(await sync(deps, known.stripeSessionId)) ? known : await find();
  if (checkout === null) throw new NotFoundError("checkout");
  return { status: STATUS_OF[checkout.state], courseId: checkout.courseId };
}

/** Whether Stripe answered. */
async function sync(deps: Deps, stripeSessionId: string): Promise<boolean> {
  try {
    await syncCheckout({ deps, stripeSessionId, deadline: new Deadline(ANSWER_WITHIN_MS) });
    return true;
  } catch (error) {
    if (!(error instanceof PaymentUnavailableError)) throw error;
    deps.log.warn("a checkout is answered as last known", {
      stripeSessionId,
      cause: error.cause instanceof Error ? error.cause.message : undefined,
    });
    return false;
  }
}
