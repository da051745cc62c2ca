import type { GuestToken } from "@courselet/contract/identity";

/** Where a guest's token lives: the only thing the widgets ever store. */
export class GuestTokenStore {
  /** The one key of this API origin. */
  readonly key: string;
  readonly #storage: Storage | null;
  /** Stands in where the browser refuses storage: the guest then lasts as long as the page. */
  #memory: string | null = null;

  constructor(key: string, storage: Storage | null) {
    this.key = key;
    this.#storage = storage;
  }

  /** Null also when it has expired. */
  read(): string | null {
    try {
      const { token, expiresAt } = JSON.parse(this.#load() ?? "null") as GuestToken;
      return Date.parse(expiresAt) > Date.now() ? token : null;
    } catch {
      return null;
    }
  }

  write(guest: GuestToken): string {
    this.#memory = JSON.stringify(guest);
    try {
      this.#storage?.setItem(this.key, this.#memory);
    } catch {
      // Full or forbidden: `#memory` has it.
    }
    return guest.token;
  }

  remove(): void {
    this.#memory = null;
    try {
      this.#storage?.removeItem(this.key);
    } catch {
      // Forbidden: there was nothing.
    }
  }

  #load(): string | null {
    try {
      return this.#storage ? this.#storage.getItem(this.key) : this.#memory;
    } catch {
      return this.#memory;
    }
  }
}
