import { CourseStore } from "../data/course-store.js";
import type { CourseStoreOptions } from "../data/course-store.js";
import type { GetToken } from "../data/session.js";
import { ScriptedApi } from "./scripted-api.js";

export interface ScriptedStore {
  api: ScriptedApi;
  store: CourseStore;
}

export interface ScriptedStoreOptions extends Partial<CourseStoreOptions> {
  /** Signs a user in from the start: the token is any string. */
  token?: string;
  getToken?: GetToken;
  api?: ScriptedApi;
}

/**
 * The real store and the real client over a scripted API: hand `store` to elements through a provider of `storeContext`.
 * Waits for nothing but the API: pauses between two questions are skipped.
 */
export function scriptedStore({
  token,
  getToken = token ? () => token : undefined,
  api = new ScriptedApi(),
  ...options
}: ScriptedStoreOptions = {}): ScriptedStore {
  const store = new CourseStore({ apiUrl: "https://scripted.test", fetch: api.fetch, pause: nextTask, ...options });
  if (getToken) store.setGetToken(getToken);
  return { api, store };
}

/** Long enough for a batch to be sent and answered by a scripted API. */
export async function settled(): Promise<void> {
  // Loaded by the store when it needs it: from the test server the first time, which takes how long it takes.
  await import("../data/learner-side.js");
  for (let tasks = 0; tasks < 8; tasks++) await nextTask();
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
