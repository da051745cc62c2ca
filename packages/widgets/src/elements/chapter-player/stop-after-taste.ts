/** The end of a taste. */
export interface Taste {
  /** The video itself is over before. */
  end(): void;
  /** All may be seen from now on. */
  lift(): void;
}

/** Stops a video at a second, also where it is longer; calls back once, with where it stopped. */
export function stopAfterTaste(
  media: HTMLVideoElement,
  tasteSeconds: number | null,
  onTasted: (seconds: number) => void,
): Taste {
  let seconds = tasteSeconds;
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lift = (): void => {
    seconds = null;
    clearTimeout(timer);
    listening.abort();
  };
  const end = (): void => {
    if (seconds === null) return;
    const stoppedAt = Math.min(seconds, media.duration || seconds);
    lift();
    media.pause();
    onTasted(stoppedAt);
  };
  const look = (): void => {
    clearTimeout(timer);
    if (seconds === null) return;
    const left = seconds - media.currentTime;
    if (left <= 0.05) return end();
    // `timeupdate` comes too seldom to stop at a second.
    if (!media.paused && left < 1) timer = setTimeout(look, (left * 1000) / media.playbackRate);
  };
  if (seconds !== null) for (const type of ["timeupdate", "seeking"]) media.addEventListener(type, look, { signal });
  return { end, lift };
}
