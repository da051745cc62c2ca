import type { ReactiveController, ReactiveControllerHost } from "lit";

import { emptySnapshot } from "../data/course-records.js";
import type { CourseSnapshot } from "../data/course-snapshot.js";
import type { Store } from "../data/store.js";
import { wordsOnTheirWay } from "../shared/words.js";
import { StoreController } from "./store-controller.js";

/**
 * Keeps an element up to date with one course: `snapshot` is what the page knows of it, and the element updates when that
 * changes and at no other time. Follows the course id, the provider and the element through every change and move.
 */
export class CourseController implements ReactiveController {
  /** Of the course as it is now; one of which nothing is known while there is no store or no course id. */
  snapshot: CourseSnapshot = emptySnapshot("");

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #courseId: () => string | null | undefined;
  readonly #stores: StoreController;
  #followed: Store | null = null;
  #unsubscribe: (() => void) | undefined;

  /** Without `courseId` it is the host's property of that name. */
  constructor(
    host: ReactiveControllerHost & HTMLElement & { courseId?: string | undefined },
    courseId: () => string | null | undefined = () => host.courseId,
  ) {
    this.#host = host;
    this.#courseId = courseId;
    host.addController(this);
    this.#stores = new StoreController(host, () => this.#follow());
  }

  /** Null while the element is not in a page, or its provider is still without code. */
  get store(): Store | null {
    return this.#stores.store;
  }

  hostUpdate(): void {
    this.#follow();
  }

  #follow(): void {
    const { store } = this;
    const courseId = this.#courseId()?.trim().toLowerCase() ?? "";
    if (store === this.#followed && courseId === this.snapshot.courseId) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#followed = store;
    // Out of the page an element keeps what it showed: it may only be on its way to another place.
    if (courseId !== this.snapshot.courseId) this.#show(emptySnapshot(courseId));
    if (!store || !courseId) return;
    const read = (): void => {
      // By now another one may be followed.
      if (store !== this.#followed || courseId !== this.snapshot.courseId) return;
      const words = wordsOnTheirWay();
      // What is loaded is shown together with the words for it, so that nothing is drawn twice.
      if (words) void words.then(read);
      else this.#show(store.get(courseId));
    };
    this.#unsubscribe = store.subscribe(courseId, read);
    read();
  }

  #show(snapshot: CourseSnapshot): void {
    if (snapshot === this.snapshot) return;
    this.snapshot = snapshot;
    this.#host.requestUpdate();
  }
}
