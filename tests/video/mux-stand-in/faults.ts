import { setTimeout as sleep } from "node:timers/promises";

/** What is to go wrong with requests to the API. */
export interface Fault {
  /** `status`: refused and not done; `delay`: done, late; `late-answer`: done at once, answered late. */
  kind: "status" | "delay" | "late-answer";
  status?: number;
  delayMs?: number;
  /** How many requests; all of them when omitted. */
  times?: number;
  /** Only requests whose `METHOD /path` begins with this. */
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

  /** Lets everything that waits go, for good. */
  end(): void {
    this.#ended.abort();
  }

  /** Runs a request through the first fault that is meant for it. Returns a status to answer instead, or null. */
  async before(request: string): Promise<{ status: number | null; answerAfterMs: number }> {
    const fault = this.#faults.find(({ on = "", left }) => left > 0 && request.startsWith(on));
    if (fault === undefined) return { status: null, answerAfterMs: 0 };
    fault.left -= 1;
    if (fault.kind === "delay") await this.pause(fault.delayMs ?? 0);
    return {
      status: fault.kind === "status" ? (fault.status ?? 500) : null,
      answerAfterMs: fault.kind === "late-answer" ? (fault.delayMs ?? 0) : 0,
    };
  }

  async pause(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: this.#ended.signal, ref: false }).catch(() => undefined);
  }
}
