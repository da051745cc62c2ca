import { ContextEvent } from "@lit/context";
import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { CourseStore } from "../data/course-store.js";
import { pageStore } from "../data/page-store.js";
import { installContextRoot, storeContext } from "../data/store-context.js";
import { tagName } from "../shared/define.js";

/** Joins an element to the store of the nearest provider around it, else to the page's. */
export class StoreController implements ReactiveController {
  /** Null while the element is not in a page, or its provider is still without code. */
  store: CourseStore | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onStore: () => void;
  #provider: (() => void) | undefined;

  /** `onStore` is called whenever `store` is another one than before. */
  constructor(host: ReactiveControllerHost & HTMLElement, onStore: () => void = () => {}) {
    this.#host = host;
    this.#onStore = onStore;
    host.addController(this);
  }

  hostConnected(): void {
    installContextRoot();
    this.#host.dispatchEvent(new ContextEvent(storeContext, this.#host, this.#receive, true));
    // A provider whose code comes later answers then; asking the page's store meanwhile would ask the wrong API.
    if (!this.#provider && !this.#host.closest(`${tagName("course-provider")}:not(:defined)`)) this.#use(pageStore());
  }

  hostDisconnected(): void {
    this.#provider?.();
    this.#provider = undefined;
    this.#use(null);
  }

  /** Of stable identity: the context root knows a question by it. */
  readonly #receive = (store: CourseStore, unsubscribe?: () => void): void => {
    if (unsubscribe !== this.#provider) this.#provider?.();
    this.#provider = unsubscribe;
    this.#use(store);
  };

  #use(store: CourseStore | null): void {
    if (store === this.store) return;
    this.store = store;
    this.#onStore();
  }
}
