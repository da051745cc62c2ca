import { setTimeout as sleep } from "node:timers/promises";

import { ApiError } from "./api-error.js";

/** What goes wrong with requests to the API, on purpose. */
export interface Fault {
  /**
   * `status`: refused with it, nothing is done. `delay`: done late. `late-answer`: done at once, answered late. `hang`: never
   * answered, nothing is done. `lose-answer`: done, and then never answered.
   */
  kind: "status" | "delay" | "late-answer" | "hang" | "lose-answer";
  status?: number;
  delayMs?: number;
  /** How many requests it meets; all of them when omitted. */
  times?: number;
  /** Only requests whose `METHOD /path` begins with this, for example `POST /v1/checkout/sessions`. */
  on?: string;
}

/** The faults that a test has asked for, and not had in full yet. */
export class Faults {
  #faults: (Fault & { left: number })[] = [];
  readonly #ended = new AbortController();

  add(fault: Fault): void {
    this.#faults.push({ ...fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#faults = [];
  }

  /** Lets everything that hangs go, for good. */
  end(): void {
    this.#ended.abort();
  }

  /** Runs a request through the first fault that is meant for it. */
  async around<T>(request: string, perform: () => Promise<T>): Promise<T> {
    const fault = this.#faults.find(({ on = "", left }) => left > 0 && request.startsWith(on));
    if (fault === undefined) return perform();
    fault.left -= 1;
    switch (fault.kind) {
      case "status":
        throw injected(fault.status ?? 500);
      case "delay":
        await this.#pause(fault.delayMs ?? 0);
        return perform();
      case "late-answer": {
        const answer = await perform();
        await this.#pause(fault.delayMs ?? 0);
        return answer;
      }
      case "hang":
        await this.#pause(Infinity);
        throw injected(500);
      case "lose-answer":
        await perform();
        await this.#pause(Infinity);
        throw injected(500);
    }
  }

  async #pause(ms: number): Promise<void> {
    const longest = 2 ** 31 - 1;
    await sleep(Math.min(ms, longest), undefined, { signal: this.#ended.signal, ref: false }).catch(() => undefined);
  }
}

function injected(status: number): ApiError {
  if (status === 429) return new ApiError(429, "Too many requests hit the API too quickly.", { code: "rate_limit" });
  return new ApiError(status, "The stand-in was asked to fail.", { type: "api_error" });
}
