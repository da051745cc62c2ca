import type { StateStore } from "./state.js";
import type { Webhooks } from "./webhooks.js";

/** Time, so that tests can set it. */
export interface Clock {
  now(): Date;
}

/** What every operation of the stand-in works with. */
export interface Context {
  store: StateStore;
  webhooks: Webhooks;
  clock: Clock;
  /** Where visitors reach the hosted page, without a slash at the end. */
  publicUrl: string;
  /** How long a bank debit takes, in milliseconds. */
  bankDebitDelayMs: number;
  /** Runs a step later; `settled()` waits for it, `close()` drops it. */
  later(delayMs: number, step: () => void): void;
}

/** Stripe's times are whole seconds since the epoch. */
export function seconds(clock: Clock): number {
  return Math.floor(clock.now().getTime() / 1000);
}
