import type { LitElement, ReactiveController } from "lit";

import { StoreController } from "../../controllers/store-controller.js";
import { type CourseQuery, listCourses } from "../../data/course-queries.js";
import type { CourseStore } from "../../data/course-store.js";

/**
 * Keeps the ids of the courses that match a query. What was there stays while it asks again, and when that fails; an answer
 * to an older question is dropped, its request taken back.
 */
export class ListController implements ReactiveController {
  /** Null: nothing has been loaded yet. */
  courseIds: readonly string[] | null = null;
  status: "loading" | "ready" | "signed-out" | "failed" = "loading";
  /** What is loaded, or has failed, is one page more. */
  isMore = false;
  /** There is one page more. */
  hasMore = false;

  readonly host: LitElement;
  readonly #query: () => CourseQuery;
  readonly #onList: (added: number) => void;
  readonly #stores: StoreController;
  #followed: CourseStore | undefined;
  #asked = "";
  #asking: AbortController | undefined;
  #cursor: string | null = null;

  /** `onList` is called after the list changed, with the number of courses that were added to its end; 0: all are others. */
  constructor(host: LitElement, query: () => CourseQuery, onList: (added: number) => void) {
    this.host = host;
    this.#query = query;
    this.#onList = onList;
    host.addController(this);
    this.#stores = new StoreController(host, () => this.#follow());
  }

  get store(): CourseStore | null {
    return this.#stores.store;
  }

  hostConnected(): void {
    addEventListener("online", this.#recover);
  }

  hostDisconnected(): void {
    removeEventListener("online", this.#recover);
  }

  hostUpdate(): void {
    this.#follow();
  }

  readonly reload = (): void => void this.#load(false);

  /** Asks again for what failed, else for the next page. */
  readonly goOn = (): void => {
    if (this.status !== "loading") void this.#load(this.isMore || this.status === "ready");
  };

  readonly #recover = (): void => {
    if (this.status === "failed") this.goOn();
  };

  #follow(): void {
    const { store } = this;
    const asked = JSON.stringify(this.#query());
    // Out of the page it keeps what it showed: it may only be on its way to another place.
    if (!store || (store === this.#followed && asked === this.#asked)) return;
    if (store !== this.#followed) this.courseIds = null;
    this.#followed = store;
    this.#asked = asked;
    this.reload();
  }

  async #load(isMore: boolean): Promise<void> {
    const { store } = this;
    this.#asking?.abort();
    if (!store) return;
    const { signal } = (this.#asking = new AbortController());
    this.#show({ status: "loading", isMore });
    try {
      const cursor = isMore ? this.#cursor : null;
      const page = await listCourses(store, this.#query(), { cursor, signal, list: this });
      if (signal.aborted) return;
      const before = isMore ? (this.courseIds ?? []) : [];
      // A course that came in between moves the others on, one of them to the page that follows.
      const added = page?.courseIds.filter((id) => !before.includes(id)) ?? [];
      this.#cursor = page?.nextCursor ?? null;
      this.#show({
        status: page ? "ready" : "signed-out",
        courseIds: page && [...before, ...added],
        hasMore: !!this.#cursor,
      });
      if (page) this.#onList(isMore ? added.length : 0);
    } catch {
      if (!signal.aborted) this.#show({ status: "failed" });
    }
  }

  #show(changes: Partial<Pick<this, "courseIds" | "status" | "isMore" | "hasMore">>): void {
    Object.assign(this, changes);
    this.host.requestUpdate();
  }
}
