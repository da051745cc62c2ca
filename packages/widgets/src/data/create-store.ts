import { ApiClient } from "./api-client.js";
import { CourseStore } from "./course-store.js";
import { GuestTokenStore } from "./guest-token.js";
import { Session } from "./session.js";
import { createTransport } from "./transport.js";
import type { Fetch } from "./transport.js";

export interface StoreOptions {
  /** Origin of the API, and a path where it has one; no slash at its end. */
  apiUrl: string;
  /** May visitors without an account act, as guests? */
  guests?: boolean | undefined;
  fetch?: Fetch | undefined;
  /** Where a guest's token lives; null: as long as the page. */
  storage?: Storage | null | undefined;
  /** How long a request may take. */
  timeoutMs?: number | undefined;
  /** How long the host's getToken may take. */
  patienceMs?: number | undefined;
  pause?: ((ms: number) => Promise<void>) | undefined;
}

/** A store of its own, joined to nothing: no other tab, no page address. */
export function createStore({ apiUrl, guests, fetch, storage = null, timeoutMs, patienceMs, pause }: StoreOptions): CourseStore {
  const send = createTransport({ apiUrl, fetch, timeoutMs });
  const guestToken = new GuestTokenStore(apiUrl, storage);
  const session = new Session({ send, guestToken, guests, patienceMs });
  return new CourseStore({ apiUrl, api: new ApiClient(send, session), session, pause });
}
