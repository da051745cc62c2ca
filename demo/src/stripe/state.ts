import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Stripe } from "stripe";

import type { SessionLine } from "./line-items.js";

/** Why and when a webhook was, or was not, delivered. */
export interface Delivery {
  state: "none" | "pending" | "delivered" | "failed";
  attempts: number;
  /** What the endpoint answered last: a status, or why there was none. */
  lastAnswer: string | null;
}

/** An event of any type. The SDK's `Stripe.Event` is a union over all types, of no use to whoever makes them. */
export interface StoredEvent {
  id: string;
  object: "event";
  type: string;
  api_version: string;
  created: number;
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  data: { object: object };
}

/** What a session holds beside what the API shows of it. */
export interface SessionExtras {
  lines: SessionLine[];
  paymentIntentData: { description: string | null; metadata: Stripe.Metadata };
  /** How a bank debit that was begun will end; null when none is on its way. */
  bankDebit: "succeeds" | "fails" | null;
}

export interface StoredAnswer {
  fingerprint: string;
  createdAt: number;
  requestId: string;
  body: unknown;
}

/** Everything the stand-in remembers. Objects refer to each other by id; newest last. */
export interface State {
  sessions: Record<string, Stripe.Checkout.Session>;
  sessionExtras: Record<string, SessionExtras>;
  customers: Record<string, Stripe.Customer>;
  paymentIntents: Record<string, Stripe.PaymentIntent>;
  charges: Record<string, Stripe.Charge>;
  balanceTransactions: Record<string, Stripe.BalanceTransaction>;
  refunds: Record<string, Stripe.Refund>;
  disputes: Record<string, Stripe.Dispute>;
  events: Record<string, StoredEvent>;
  deliveries: Record<string, Delivery>;
  /** Answers by idempotency key. */
  answers: Record<string, StoredAnswer>;
}

export interface StateStore {
  state: State;
  /** To be called after every change. */
  save(): void;
}

/** The state of an earlier run, or an empty one. Without a file it lives in memory. */
export function openState(file: string | null): StateStore {
  const state = emptyState();
  const earlier = file === null ? {} : readIfThere(file);
  for (const kind of Object.keys(state) as (keyof State)[]) Object.assign(state[kind], earlier[kind]);
  return {
    state,
    save() {
      if (file === null) return;
      // Written beside it and renamed, so that a crash leaves the old state or the new one, never half of one.
      writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

function emptyState(): State {
  return {
    sessions: empty(),
    sessionExtras: empty(),
    customers: empty(),
    paymentIntents: empty(),
    charges: empty(),
    balanceTransactions: empty(),
    refunds: empty(),
    disputes: empty(),
    events: empty(),
    deliveries: empty(),
    answers: empty(),
  };
}

/** Without a prototype: the ids that are looked up come from outside, and `constructor` is not one of them. */
function empty(): Record<string, never> {
  return Object.create(null) as Record<string, never>;
}

function readIfThere(file: string): Partial<State> {
  mkdirSync(dirname(file), { recursive: true });
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
  return JSON.parse(text) as Partial<State>;
}
