import { Stripe } from "stripe";

import type { Clock } from "./context.js";
import { makeId } from "./identifiers.js";
import type { StateStore, StoredEvent } from "./state.js";

/** The events that Courselet's documentation asks a site owner to send to the server. */
export const COURSELET_EVENTS: readonly string[] = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "charge.refunded",
  "charge.updated",
  "charge.refund.updated",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
];

export interface SignedRequest {
  body: string;
  headers: Record<string, string>;
}

export interface WebhooksOptions {
  store: StateStore;
  clock: Clock;
  secret: string;
  /** Null: events are kept and delivered nowhere. */
  url: string | null;
  /** Event types that the endpoint listens to; `*` is all of them. */
  enabledEvents: readonly string[];
  delayMs: number;
  /** How long to wait before each further attempt; after the last one the delivery has failed. */
  retryDelaysMs: readonly number[];
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  later(delayMs: number, step: () => void | Promise<void>): void;
}

/** How long the endpoint may take to answer. */
const ANSWER_WITHIN_MS = 10_000;

/** Makes events and delivers them, signed, until the endpoint has accepted them. */
export class Webhooks {
  readonly #options: WebhooksOptions;

  constructor(options: WebhooksOptions) {
    this.#options = options;
  }

  /** Records an event about an object as it is now, and delivers it if the endpoint listens to its type. */
  emit(type: string, object: object): StoredEvent {
    const { store, clock, url, enabledEvents, delayMs } = this.#options;
    const listens = url !== null && (enabledEvents.includes("*") || enabledEvents.includes(type));
    const event: StoredEvent = {
      id: makeId("event"),
      object: "event",
      type,
      api_version: Stripe.API_VERSION,
      created: Math.floor(clock.now().getTime() / 1000),
      livemode: false,
      pending_webhooks: listens ? 1 : 0,
      request: { id: null, idempotency_key: null },
      data: { object: structuredClone(object) },
    };
    store.state.events[event.id] = event;
    store.state.deliveries[event.id] = { state: listens ? "pending" : "none", attempts: 0, lastAnswer: null };
    store.save();
    if (listens) this.#deliverAfter(delayMs, event.id);
    return event;
  }

  /** The request that delivers an event, signed now. Tests deliver by it in any order they like. */
  signedRequest(eventId: string, { secret = this.#options.secret, timestamp = 0 } = {}): SignedRequest {
    const event = this.#options.store.state.events[eventId];
    if (event === undefined) throw new Error(`no event ${eventId}`);
    const body = JSON.stringify(event, null, 2);
    const signedAt = timestamp || Math.floor(this.#options.clock.now().getTime() / 1000);
    return {
      body,
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (stand-in)",
        "Stripe-Signature": Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: signedAt }),
      },
    };
  }

  /** Delivers an event once more, whether it was accepted before or not. */
  resend(eventId: string): void {
    const delivery = this.#options.store.state.deliveries[eventId];
    if (delivery === undefined || this.#options.url === null) return;
    Object.assign(delivery, { state: "pending", attempts: 0 });
    this.#options.store.save();
    this.#deliverAfter(0, eventId);
  }

  /** Takes up the deliveries that an earlier run left open. */
  resume(): void {
    for (const [eventId, delivery] of Object.entries(this.#options.store.state.deliveries)) {
      if (delivery.state === "pending") this.#deliverAfter(this.#options.delayMs, eventId);
    }
  }

  #deliverAfter(delayMs: number, eventId: string): void {
    this.#options.later(delayMs, () => this.#deliver(eventId));
  }

  async #deliver(eventId: string): Promise<void> {
    const { store, url, fetch, retryDelaysMs } = this.#options;
    const { [eventId]: event } = store.state.events;
    const { [eventId]: delivery } = store.state.deliveries;
    if (event === undefined || delivery === undefined || url === null) return;
    delivery.attempts += 1;
    try {
      const { body, headers } = this.signedRequest(eventId);
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const response = await fetch(url, { method: "POST", body, headers, signal, redirect: "manual" });
      delivery.lastAnswer = String(response.status);
      await response.body?.cancel();
      if (response.ok) delivery.state = "delivered";
    } catch (error) {
      delivery.lastAnswer = error instanceof Error ? error.message : String(error);
    }
    if (delivery.state === "delivered") {
      event.pending_webhooks = 0;
    } else {
      const pause = retryDelaysMs[delivery.attempts - 1];
      if (pause === undefined) delivery.state = "failed";
      else this.#deliverAfter(pause, eventId);
    }
    store.save();
  }
}
