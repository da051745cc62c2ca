/** A moment by which an answer must be there, whatever it takes several calls to get it. In real time, not the clock's. */
export class Deadline {
  readonly #at: number;

  constructor(withinMs: number) {
    this.#at = performance.now() + withinMs;
  }

  get remainingMs(): number {
    return Math.max(0, this.#at - performance.now());
  }
}
