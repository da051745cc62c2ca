import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { CourseStore } from "../data/course-store.js";
import { pageStore } from "../data/page-store.js";
import { storeContext } from "../data/store-context.js";
import { tagName } from "../shared/define.js";
import { ContextConsumer } from "./context-consumer.js";

/** Joins an element to the store of the nearest provider around it, else to the page's. */
export class StoreController implements ReactiveController {
  /** Null while the element is not in a page, or its provider is still without code. */
  store: CourseStore | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onStore: () => void;
  readonly #provided: ContextConsumer<CourseStore>;

  /** `onStore` is called whenever `store` is another one than before. */
  constructor(host: ReactiveControllerHost & HTMLElement, onStore: () => void = () => {}) {
    this.#host = host;
    this.#onStore = onStore;
    this.#provided = new ContextConsumer(host, { context: storeContext, callback: (store) => this.#use(store) });
    host.addController(this);
  }

  /** Runs after the consumer's own, so that a provider has had its say. */
  hostConnected(): void {
    if (this.#provided.provided) this.#use(this.#provided.value ?? null);
    // A provider whose code comes later answers then; asking the page's store meanwhile would ask the wrong API.
    else if (!this.#host.closest(`${tagName("course-provider")}:not(:defined)`)) this.#use(pageStore());
  }

  hostDisconnected(): void {
    this.#use(null);
  }

  #use(store: CourseStore | null): void {
    if (store === this.store) return;
    this.store = store;
    this.#onStore();
  }
}
