/** The most ids one request may ask for; the server refuses more. */
export const MAX_IDS = 100;

/** Waits no longer than this for more ids to come. */
const PATIENCE_MS = 20;

class Waiting<T> {
  resolve!: (value: T | undefined) => void;
  reject!: (reason: unknown) => void;
  readonly promise = new Promise<T | undefined>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/**
 * Turns many questions about one id each into few requests about many: collects ids until a task passes that brings no new
 * one, asks for each once, sorted, so that the same page makes the same cacheable URLs whatever the order of its elements.
 *
 * Tasks and not microtasks: elements that a parser or a framework creates one by one are upgraded each with its own
 * microtask checkpoint, so a hundred cards would make a hundred requests.
 */
export class RequestBatcher<T> {
  readonly #request: (ids: string[]) => Promise<Map<string, T>>;
  #waiting = new Map<string, Waiting<T>>();

  constructor(request: (ids: string[]) => Promise<Map<string, T>>) {
    this.#request = request;
  }

  /** Resolves with what the request found for this id, undefined when it found nothing. */
  load(id: string): Promise<T | undefined> {
    let waiting = this.#waiting.get(id);
    if (!waiting) {
      waiting = new Waiting();
      this.#waiting.set(id, waiting);
      if (this.#waiting.size === 1) this.#collect(performance.now());
    }
    return waiting.promise;
  }

  #collect(since: number): void {
    const size = this.#waiting.size;
    setTimeout(() => {
      if (this.#waiting.size > size && performance.now() - since < PATIENCE_MS) return this.#collect(since);
      const all = [...this.#waiting].sort(([a], [b]) => (a < b ? -1 : 1));
      this.#waiting = new Map();
      for (let start = 0; start < all.length; start += MAX_IDS) void this.#flush(all.slice(start, start + MAX_IDS));
    });
  }

  async #flush(batch: [string, Waiting<T>][]): Promise<void> {
    try {
      const found = await this.#request(batch.map(([id]) => id));
      for (const [id, { resolve }] of batch) resolve(found.get(id));
    } catch (error) {
      for (const [, { reject }] of batch) reject(error);
    }
  }
}
