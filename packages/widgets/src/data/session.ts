import type { GuestToken, MergeRequest } from "@courselet/contract/identity";

import { ApiError } from "./api-error.js";
import type { GuestTokenStore } from "./guest-token.js";
import { readClaims } from "./token-claims.js";
import type { Send } from "./transport.js";

/** The host page's answer to "who is this?": a JWT that it signed for its own user, or null when nobody is signed in. */
export type GetToken = () => Promise<string | null> | string | null;

export interface SessionOptions {
  send: Send;
  guestToken: GuestTokenStore;
  guests?: boolean | undefined;
  /** How long the host may take to answer. The page shows its signed-out state within 10 s (this plus a request). */
  patienceMs?: number | undefined;
}

/** A host's token is renewed this long before it ends. */
const RENEW_EARLY_MS = 60_000;

/**
 * Who the learner is. The host's user when the host gives a token (held in memory only); else, where guests are on, a guest
 * whose token is made by the first action that needs it; else nobody.
 */
export class Session {
  /** Called when the learner is another one: all that is private on the page is void. */
  onChange: () => void = () => {};
  /**
   * Called when one learner has become another: a guest (null: one who had no token yet) a user, or a guest whose token is
   * refused (null again) the guest that will be made in its place.
   */
  onHandOver: (from: string | null, to: string | null) => void = () => {};

  readonly #send: Send;
  readonly #guestToken: GuestTokenStore;
  readonly #patienceMs: number;

  #guests: boolean;
  #getToken: GetToken | null = null;
  #hostToken: string | null = null;
  /** The question that all who need a token wait for together. Stays while the host is silent: it is not asked again. */
  #asking: Promise<string | null> | null = null;
  /** Whose the last host's token was: the same learner until the host says otherwise, also while it is being renewed. */
  #user: string | null = null;
  /** What the last question came to. `silent`: no answer or a failed one, so nobody knows who this is. */
  #host: "unknown" | "user" | "nobody" | "silent" = "unknown";
  #creating: Promise<string> | null = null;

  constructor({ send, guestToken, guests = false, patienceMs = 8_000 }: SessionOptions) {
    this.#send = send;
    this.#guestToken = guestToken;
    this.#guests = guests;
    this.#patienceMs = patienceMs;
  }

  /** False: an action would be refused, the visitor has to sign in first. */
  get canAct(): boolean {
    return this.#mayBeGuest || (!!this.#getToken && (this.#host === "unknown" || this.#host === "user"));
  }

  /** Is this visitor somebody who has done nothing yet: a guest without a token? */
  get isNewGuest(): boolean {
    return this.#mayBeGuest && !this.#guestToken.read();
  }

  /** The same string for the same learner, to compare with; null: nobody. */
  get learner(): string | null {
    if (this.#user) return this.#user;
    const token = this.#mayBeGuest ? this.#guestToken.read() : null;
    return token && readClaims(token).learner;
  }

  /** The learner's token that is at hand without asking anybody, if it is still good. */
  get heldToken(): string | null {
    const token = this.#hostToken ?? (this.#mayBeGuest ? this.#guestToken.read() : null);
    return token && readClaims(token).expiresAt > Date.now() ? token : null;
  }

  /** From now on visitors without an account may act, as guests. */
  allowGuests(): void {
    if (this.#guests) return;
    this.#guests = true;
    if (this.#host !== "user") this.onChange();
  }

  /** Another guest is here. */
  guestChanged(): void {
    if (this.#mayBeGuest) this.onChange();
  }

  /** Another tab has written what is kept: it may have made a guest, or merged it into a user. */
  keptChanged(): void {
    if (this.#guestToken.takeChange()) this.guestChanged();
  }

  /** Signs in with a host's function, or out with null. The same user again changes nothing but the function. */
  setGetToken(getToken: GetToken | null): void {
    if (getToken === this.#getToken) return;
    const before = this.#getToken && this.learner;
    this.#getToken = getToken;
    this.#hostToken = this.#asking = this.#user = null;
    this.#host = "unknown";
    if (!before || !getToken) return this.onChange();
    void this.#askHost().then(() => {
      if (this.#getToken === getToken && this.learner !== before) this.onChange();
    });
  }

  /** A token that is good now, or null. With `act`, a guest is made where that is allowed; rejects when it fails. */
  async token(act: boolean): Promise<string | null> {
    const hostToken = await this.#askHost();
    if (hostToken || !this.#mayBeGuest) return hostToken;
    return this.#guestToken.read() ?? (act ? this.#createGuest() : null);
  }

  /** As `token`, after the server has refused `refused`. */
  renew(refused: string, act: boolean): Promise<string | null> {
    if (refused === this.#hostToken) this.#hostToken = null;
    if (refused === this.#guestToken.read()) {
      this.#guestToken.remove();
      this.onHandOver(readClaims(refused).learner, null);
    }
    return this.token(act);
  }

  get #mayBeGuest(): boolean {
    return this.#guests && (!this.#getToken || this.#host === "nobody");
  }

  async #askHost(): Promise<string | null> {
    const getToken = this.#getToken;
    if (!getToken) return null;
    const token = this.#hostToken;
    if (token && readClaims(token).expiresAt - RENEW_EARLY_MS > Date.now()) return token;
    const answer = await (this.#asking ??= this.#ask(getToken));
    // Signed in or out meanwhile: the answer is about somebody else.
    return getToken === this.#getToken ? answer : this.#askHost();
  }

  #ask(getToken: GetToken): Promise<string | null> {
    let late = false;
    const silence = new Promise<null>((resolve) => {
      setTimeout(() => {
        late = true;
        if (this.#getToken === getToken && this.#asking) this.#host = "silent";
        resolve(null);
      }, this.#patienceMs);
    });
    const answer = (async () => {
      const token = await Promise.resolve()
        .then(getToken)
        .catch(() => undefined);
      if (this.#getToken !== getToken) return null;
      if (token) await this.#mergeGuest(token);
      if (this.#getToken !== getToken) return null;
      this.#asking = null;
      this.#hostToken = token || null;
      // A host that fails to answer has not said that somebody left.
      if (token !== undefined) this.#user = token ? readClaims(token).learner : null;
      this.#host = token ? "user" : token === undefined ? "silent" : "nobody";
      if (late && this.#host !== "silent") this.onChange();
      return this.#hostToken;
    })();
    return Promise.race([answer, silence]);
  }

  /** What the visitor did as a guest becomes the user's, once. A guest that could not be merged now is kept for later. */
  async #mergeGuest(token: string): Promise<void> {
    const user = readClaims(token).learner;
    this.onHandOver(null, user);
    const guestToken = this.#guestToken.read();
    if (!guestToken) return;
    try {
      await this.#send("POST", "/v1/me/merge", { token, body: { guestToken } satisfies MergeRequest });
      this.onHandOver(readClaims(guestToken).learner, user);
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status < 400 || status >= 429 || status === 401) return;
    }
    this.#guestToken.remove();
  }

  #createGuest(): Promise<string> {
    const create = async (): Promise<string> =>
      this.#guestToken.read() ?? this.#guestToken.write(await this.#send<GuestToken>("POST", "/v1/guests"));
    // Two tabs that act at the same moment are one guest. Without locks (plain http) they may be two.
    const locks = globalThis.navigator?.locks as LockManager | undefined;
    return (this.#creating ??= Promise.resolve(locks ? locks.request(this.#guestToken.key, create) : create()).finally(
      () => {
        this.#creating = null;
      },
    ));
  }
}
