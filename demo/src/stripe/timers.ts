/** Steps that run later. Knows when none is left, and can drop them all. */
export class Timers {
  readonly #waiting = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #ended = false;

  after(delayMs: number, step: () => void | Promise<void>): void {
    if (this.#ended) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      const run = Promise.resolve()
        .then(step)
        .catch((error: unknown) => console.error(error))
        .finally(() => this.#running.delete(run));
      this.#running.add(run);
    }, delayMs);
    this.#waiting.add(timer);
  }

  /** Resolves when no step waits or runs, those included that steps have asked for. */
  async settled(): Promise<void> {
    while (this.#waiting.size > 0 || this.#running.size > 0) {
      await new Promise((resume) => setTimeout(resume, 5));
    }
  }

  /** Drops what waits, and resolves when what runs has ended. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
    await Promise.all(this.#running);
  }
}
