import type { Playback } from "@courselet/contract/learning";

import { explainMediaError, isPassing, type MediaFault } from "./playback-failure.js";
import { PlaybackRenewal } from "./renew-playback.js";

export interface KeepPlayingOptions {
  media: HTMLVideoElement;
  playback: Playback;
  /** Asks the server once more. */
  ask: () => Promise<Playback>;
  /** Plays this instead, from where it is. Rejects when it does not play. */
  load: (playback: Playback) => Promise<void>;
  /** The video stopped for want of a network and is being tried again; false: it goes on. */
  onWait: (isWaiting: boolean) => void;
  onFailed: (error: unknown) => void;
}

export interface PlayKeeper {
  /** Asks for fresh addresses now. */
  renew(): void;
  close(): void;
}

/** So much has to be played before another error counts as a new one. */
const PROGRESS_SECONDS = 1;

/**
 * Keeps a video playing: fresh addresses before the old ones end, and once more after an error, whatever its cause: an
 * address that was refused looks to a page like one that is gone. An error that comes again before a second was played is
 * explained to the visitor; want of a network is waited out.
 */
export function keepPlaying({ media, playback, ask, load, onWait, onFailed }: KeepPlayingOptions): PlayKeeper {
  const listening = new AbortController();
  const { signal } = listening;
  let current = playback;
  let fault: MediaFault | null = null;
  let isLoading = false;
  let recoveredAt: number | undefined;
  /** Where the video was when it stopped with an error; undefined: it did not. */
  let stopped: { currentTime: number; isPlaying: boolean } | undefined;

  const explain = (): Error => explainMediaError(fault ?? media.error, current.kind === "file" ? current.url : "");

  const replace = async (next: Playback): Promise<void> => {
    const isSame = next.kind === "file" && current.kind === "file" && next.url === current.url;
    current = next;
    if (isSame && !stopped) return;
    isLoading = true;
    try {
      await load(next);
    } catch {
      throw explain();
    } finally {
      isLoading = false;
    }
    if (stopped && !signal.aborted) {
      if (Math.abs(media.currentTime - stopped.currentTime) > 1) media.currentTime = stopped.currentTime;
      if (stopped.isPlaying && media.paused) void media.play().catch(() => {});
    }
    stopped = undefined;
    onWait(false);
  };
  const onTrouble = (error: unknown): void => {
    if (signal.aborted) return;
    if (!isPassing(error)) onFailed(error);
    else if (stopped) onWait(true);
  };
  const renewal = new PlaybackRenewal({ media, playback, ask, load: replace, onTrouble });

  const recover = (event: Event): void => {
    // The engine tells what happened in its event, the browser in the element.
    fault = event instanceof CustomEvent ? (event.detail as MediaFault) : null;
    // What fails while it is being replaced is said by who replaces it.
    if (isLoading) return;
    const { currentTime, paused } = media;
    const isAgain = recoveredAt !== undefined && Math.abs(currentTime - recoveredAt) < PROGRESS_SECONDS;
    recoveredAt = currentTime;
    stopped ??= { currentTime, isPlaying: !paused };
    if (isAgain && !isPassing(explain())) onFailed(explain());
    else renewal.renew();
  };
  media.addEventListener("error", recover, { signal });
  return {
    renew: () => renewal.renew(),
    close: () => {
      listening.abort();
      renewal.close();
    },
  };
}
