import { onConsentChange, pageConsent } from "../shared/page-consent.js";
import type { Preferences } from "./preferences.js";
import type { QueuedReport } from "./queued-report.js";
import type { Store } from "./store.js";

/** All that the widgets ever keep in a browser. */
export interface Kept {
  /** A guest's token. */
  token?: string | undefined;
  /** When that ends, as an ISO date. */
  expiresAt?: string | undefined;
  /** Reports that the server has not answered yet. */
  outbox?: QueuedReport[] | undefined;
  preferences?: Preferences | undefined;
}

/**
 * What the page keeps for one API: in the one key of that API in localStorage, where guests are on and the visitor has not
 * refused it (`pageConsent()`); else in memory, for as long as the page lives. Consent that comes later moves memory into
 * storage; consent that is withdrawn removes the key, and the page goes on from memory.
 */
export class KeptValues {
  readonly key: string;
  readonly #store: Store;
  /** What storage does not hold; laid over what it does. */
  #memory: Kept = {};

  constructor(store: Store) {
    this.#store = store;
    this.key = store.storageKey;
    if (globalThis.document) onConsentChange(() => (this.#isRefused ? this.#withdraw() : this.patch({})));
  }

  read(): Kept {
    return { ...(this.#isRefused ? {} : this.#stored()), ...this.#memory };
  }

  /** Replaces the values that `changes` names; undefined removes. */
  patch(changes: Kept): void {
    const { guests } = this.#store.options;
    if (!guests || this.#isRefused) {
      this.#memory = { ...this.#memory, ...changes };
      // A guest who has become a user is gone for good, whoever asks.
      if ("token" in changes && !changes.token) this.#write({ ...this.#stored(), token: undefined, expiresAt: undefined });
      return;
    }
    const all = { ...this.read(), ...changes };
    this.#memory = this.#write(all) ? {} : all;
  }

  get #isRefused(): boolean {
    // Outside of a page there is nobody to ask.
    return !!globalThis.document && pageConsent() === "none";
  }

  #withdraw(): void {
    this.#memory = { ...this.#stored(), ...this.#memory };
    this.#write({});
  }

  #stored(): Kept {
    try {
      const kept: unknown = JSON.parse(this.#store.options.storage?.getItem(this.key) ?? "null");
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {}; // Forbidden, or not ours.
    }
  }

  /** False: there is no storage, or it is full or forbidden. */
  #write(kept: Kept): boolean {
    const { storage } = this.#store.options;
    if (!storage) return false;
    try {
      const text = JSON.stringify(kept);
      if (text === "{}") storage.removeItem(this.key);
      else storage.setItem(this.key, text);
      return true;
    } catch {
      return false;
    }
  }
}

const keptValues = new WeakMap<Store, KeptValues>();

/** The one of this store. */
export function keptValuesOf(store: Store): KeptValues {
  let kept = keptValues.get(store);
  if (!kept) keptValues.set(store, (kept = new KeptValues(store)));
  return kept;
}
