import { CourseStore } from "../../packages/widgets/src/data/course-store.js";
import type { CourseSnapshot } from "../../packages/widgets/src/data/course-snapshot.js";
import type { GetToken } from "../../packages/widgets/src/data/session.js";
import type { TestApp } from "../../packages/server/src/testing/create-test-app.js";

/** One browser's localStorage. */
export class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
  }
}

export interface Page {
  store: CourseStore;
  storage: MemoryStorage;
  /** `METHOD /path` of every request this page has made, with the status of its answer. */
  requests: string[];
  /** Shows a course as an element would; resolves when both halves are there or have failed. */
  show(courseId: string): Promise<CourseSnapshot>;
  /** Resolves when the course looks as wanted; rejects with what it looks like after three seconds. */
  until(courseId: string, wanted: (snapshot: CourseSnapshot) => boolean): Promise<CourseSnapshot>;
}

/** A page of a host site, as far as its data goes: the widgets' own store and client, speaking to the real app. */
export function openPage(
  testApp: TestApp,
  options: { guests?: boolean; getToken?: GetToken; storage?: MemoryStorage } = {},
): Page {
  const { guests = false, getToken, storage = new MemoryStorage() } = options;
  const requests: string[] = [];
  const store = new CourseStore({
    apiUrl: testApp.deps.config.publicUrl,
    guests,
    storage,
    pause: () => new Promise((resolve) => setTimeout(resolve, 10)),
    async fetch(url, init) {
      const response = await testApp.app.request(url, init);
      const { pathname } = new URL(url);
      requests.push(`${init.method} ${pathname} ${response.status}`);
      return response;
    },
  });
  if (getToken) store.setGetToken(getToken);

  const until: Page["until"] = async (courseId, wanted) => {
    for (let waited = 0; waited < 3_000; waited += 5) {
      if (wanted(store.get(courseId))) return store.get(courseId);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`Still not so: ${JSON.stringify(store.get(courseId), null, 2)}`);
  };
  return {
    store,
    storage,
    requests,
    until,
    async show(courseId) {
      store.subscribe(courseId, () => {});
      return until(courseId, ({ status, learnerStatus }) => status !== "loading" && learnerStatus !== "loading");
    },
  };
}
