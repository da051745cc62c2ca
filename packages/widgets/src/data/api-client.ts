import { isUnauthenticated, unauthenticated } from "./api-error.js";
import type { Session } from "./session.js";
import type { Method, Send } from "./transport.js";

/**
 * What a private request needs of the visitor. `read`: a token, or it is not sent. `preview`: a token if there is one.
 * `act`: a token, and a guest is made for it where guests are allowed.
 */
export type Need = "read" | "preview" | "act";

/**
 * Asks the API. What it answers is taken to have the shape that the contract gives the route: `T` is a type of the contract.
 * Every method rejects with an ApiError and nothing else.
 */
export class ApiClient {
  readonly #send: Send;
  readonly #session: Session;

  constructor(send: Send, session: Session) {
    this.#send = send;
    this.#session = session;
  }

  /** A public route: no token, so that every cache on the way may answer. */
  get<T>(path: string): Promise<T> {
    return this.#send("GET", path);
  }

  /** A private route. Refused as unauthenticated, it is asked once more with a token that is not the refused one. */
  async private<T>(need: Need, method: Method, path: string, body?: unknown): Promise<T> {
    const act = need === "act";
    const send = (token: string | null): Promise<T> => {
      if (!token && need !== "preview") throw unauthenticated();
      return this.#send(method, path, { body, token });
    };
    const token = await this.#session.token(act);
    try {
      return await send(token);
    } catch (error) {
      if (!token || !isUnauthenticated(error)) throw error;
      return send(await this.#session.renew(token, act));
    }
  }
}
