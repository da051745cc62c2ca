import type { GuestToken } from "@courselet/contract/identity";

import type { KeptValues } from "./kept-values.js";

/** Where a guest's token lives. */
export class GuestTokenStore {
  /** The one key of this API origin. */
  readonly key: string;
  readonly #kept: KeptValues;
  #seen: string | null;

  constructor(kept: KeptValues) {
    this.key = kept.key;
    this.#kept = kept;
    this.#seen = this.read();
  }

  /** Has another tab changed it since this was asked, or since it was changed here? */
  takeChange(): boolean {
    const before = this.#seen;
    this.#seen = this.read();
    return this.#seen !== before;
  }

  /** Null also when it has expired. */
  read(): string | null {
    const { token, expiresAt = "" } = this.#kept.read();
    return token && Date.parse(expiresAt) > Date.now() ? token : null;
  }

  write({ token, expiresAt }: GuestToken): string {
    this.#kept.patch({ token, expiresAt });
    return (this.#seen = token);
  }

  remove(): void {
    this.#kept.patch({ token: undefined, expiresAt: undefined });
    this.#seen = null;
  }
}
