import { isUnauthenticated, unauthenticated } from "./unauthenticated.js";
import { readClaims } from "./token-claims.js";
import type { Session } from "./session.js";
import type { Method, Send } from "./transport.js";

/**
 * What a private request needs of the visitor. `read`: a token, or it is not sent. `preview`: a token if there is one.
 * `act`: a token, and a guest is made for it where guests are allowed.
 */
export type Need = "read" | "preview" | "act";

/**
 * Asks the API's private routes in the learner's name. What they answer is taken to have the shape that the contract gives
 * the route: `T` is a type of the contract.
 */
export class ApiClient {
  readonly #send: Send;
  readonly #session: Session;

  constructor(send: Send, session: Session) {
    this.#send = send;
    this.#session = session;
  }

  /**
   * Refused as unauthenticated, a request is sent once more with a token that is not the refused one. Rejects with an
   * ApiError and nothing else.
   */
  async send<T>(need: Need, method: Method, path: string, body?: unknown): Promise<T> {
    const act = need === "act";
    const sendWith = (token: string | null): Promise<T> => {
      if (!token && need !== "preview") throw unauthenticated();
      return this.#send(method, path, { body, token });
    };
    const token = await this.#session.token(act);
    try {
      return await sendWith(token);
    } catch (error) {
      if (!token || !isUnauthenticated(error)) throw error;
      return sendWith(await this.#session.renew(token, act));
    }
  }

  /**
   * As `send`, in the name of this learner (`Session.learner`) or not at all. With `held`, a token that is at hand, it is sent
   * before this returns.
   */
  async sendAs<T>(learner: string, method: Method, path: string, body: unknown, held?: string): Promise<T> {
    const sendWith = (token: string | null): Promise<T> => {
      if (!token || readClaims(token).learner !== learner) throw unauthenticated();
      return this.#send(method, path, { body, token });
    };
    const token = held ?? (await this.#session.token(false));
    try {
      return await sendWith(token);
    } catch (error) {
      if (!token || !isUnauthenticated(error)) throw error;
      return sendWith(await this.#session.renew(token, false));
    }
  }
}
