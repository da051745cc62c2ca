import type { Playback } from "@courselet/contract/learning";

import { serverNow } from "../../shared/server-clock.js";

export interface RenewalOptions {
  media: Pick<HTMLMediaElement, "paused" | "addEventListener">;
  /** What plays now. */
  playback: Playback;
  /** Asks the server once more. */
  ask: () => Promise<Playback>;
  /** Has the same video go on with the new addresses. */
  load: (playback: Playback) => Promise<void>;
  /** It did not work: what `ask` or `load` rejected with. It is tried again, until `close`. */
  onTrouble: (error: unknown) => void;
}

/** So long before their end addresses are replaced; short-lived ones when a quarter of their life is left. */
const EARLY_MS = 300_000;
/** The longest sleep of the timer: a computer that wakes up finds out soon. */
const LOOK_EVERY_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Keeps the addresses of a video fresh: asks for new ones before these end. One timer, and a look at the clock at every
 * moment before which time may have been lost: the page is shown, the network is back, the visitor presses play. A paused
 * video that nobody sees is left alone until then. Pauses between tries that do not help grow to a minute.
 */
export class PlaybackRenewal {
  readonly #options: RenewalOptions;
  readonly #listening = new AbortController();
  #lifetimeMs = 0;
  /** When the addresses came, by two clocks: one may be set, the other may stand still while the computer sleeps. */
  #came = { steady: 0, wall: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRenewing = false;
  /** Somebody asked for new ones, and there are none yet. */
  #isWanted = false;
  /** Tries in a row that did not help. */
  #vain = 0;
  #mayTryAt = 0;

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#keep(options.playback);
    const { signal } = this.#listening;
    const look = (): void => this.#look();
    document.addEventListener("visibilitychange", look, { signal });
    addEventListener("pageshow", look, { signal });
    options.media.addEventListener("play", look, { signal });
    const hurry = (): void => {
      this.#mayTryAt = 0;
      this.#look();
    };
    addEventListener("online", hurry, { signal });
    look();
  }

  /** Asks now, whatever the clock says, and again until it helps. */
  renew(): void {
    this.#isWanted = true;
    this.#mayTryAt = 0;
    this.#look();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listening.abort();
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (this.#listening.signal.aborted || this.#isRenewing) return;
    const dueInMs = this.#dueInMs;
    if (dueInMs > 0) {
      this.#timer = setTimeout(() => this.#look(), Math.min(dueInMs, LOOK_EVERY_MS));
      return;
    }
    const isSeen = document.visibilityState === "visible" || !this.#options.media.paused;
    if (isSeen || this.#isWanted) void this.#renew();
  }

  async #renew(): Promise<void> {
    const { ask, load, onTrouble } = this.#options;
    this.#isRenewing = true;
    try {
      const playback = await ask();
      if (this.#listening.signal.aborted) return;
      await load(playback);
      this.#isWanted = false;
      this.#keep(playback);
    } catch (error) {
      this.#pause();
      if (!this.#listening.signal.aborted) onTrouble(error);
    } finally {
      this.#isRenewing = false;
      this.#look();
    }
  }

  #keep({ expiresAt }: Playback): void {
    this.#came = { steady: performance.now(), wall: Date.now() };
    this.#lifetimeMs = Date.parse(expiresAt) - serverNow();
    // Addresses that end as they come are not asked for over and over.
    if (this.#lifetimeMs < FIRST_PAUSE_MS) this.#pause();
    else this.#vain = this.#mayTryAt = 0;
  }

  #pause(): void {
    this.#mayTryAt = performance.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#vain++);
  }

  get #dueInMs(): number {
    const { steady, wall } = this.#came;
    const age = Math.max(performance.now() - steady, Date.now() - wall);
    const early = Math.min(EARLY_MS, this.#lifetimeMs / 4);
    const leftMs = this.#isWanted ? 0 : this.#lifetimeMs - early - age;
    return Math.max(leftMs, this.#mayTryAt - performance.now());
  }
}
