import type { Context } from "@lit/context";
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** The request of the context protocol: https://github.com/webcomponents-cg/community-protocols. */
class ContextRequestEvent<T> extends Event {
  readonly subscribe = true;

  constructor(
    readonly context: Context<unknown, T>,
    readonly contextTarget: Element,
    readonly callback: (value: T, unsubscribe?: () => void) => void,
  ) {
    super("context-request", { bubbles: true, composed: true });
  }
}

/**
 * Holds what the nearest provider of a context gives, whichever of the two comes first: while nobody answers, and also when
 * a nearer provider comes between, it asks again each time a provider announces itself.
 *
 * Does for one element what `ContextConsumer` and `ContextRoot` of @lit/context do together, at a third of their weight.
 */
export class ContextConsumer<T> implements ReactiveController {
  value: T | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #context: Context<unknown, T>;
  readonly #callback: ((value: T) => void) | undefined;
  /** There while a provider has this consumer on its list. */
  #unsubscribe: (() => void) | undefined;

  /** `callback` is called with each value; without it, the element updates. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    { context, callback }: { context: Context<unknown, T>; callback?: (value: T) => void },
  ) {
    this.#host = host;
    this.#context = context;
    this.#callback = callback;
    host.addController(this);
  }

  /** Is there a provider? */
  get provided(): boolean {
    return !!this.#unsubscribe;
  }

  hostConnected(): void {
    document.addEventListener("context-provider", this.#onProvider);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener("context-provider", this.#onProvider);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  readonly #onProvider = (event: Event & { context?: unknown }): void => {
    // A provider is told of itself too, while it is still asking the one around it.
    if (event.context === this.#context && event.target !== this.#host) this.#ask();
  };

  #ask(): void {
    this.#host.dispatchEvent(new ContextRequestEvent(this.#context, this.#host, this.#receive));
  }

  /** Of stable identity: a provider knows a consumer by it. */
  readonly #receive = (value: T, unsubscribe?: () => void): void => {
    if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    if (value === this.value) return;
    this.value = value;
    if (this.#callback) this.#callback(value);
    else this.#host.requestUpdate();
  };
}
