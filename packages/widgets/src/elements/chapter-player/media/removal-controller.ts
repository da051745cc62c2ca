import type { ReactiveController, ReactiveElement } from "lit";

/**
 * Tells a removal from a move. To a browser without `moveBefore`, and to every framework, moving is removing and inserting
 * again in one go; whoever is still away when that is done has been removed.
 */
export class RemovalController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #onRemoved: () => void;

  constructor(host: ReactiveElement, onRemoved: () => void) {
    this.#host = host;
    this.#onRemoved = onRemoved;
    host.addController(this);
  }

  hostDisconnected(): void {
    queueMicrotask(() => !this.#host.isConnected && this.#onRemoved());
  }

  close(): void {
    this.#host.removeController(this);
  }
}
