/** Longer than this no video takes to show its first picture on a connection on which it would play. */
const GIVE_UP_AFTER_MS = 20_000;

/**
 * Replaces what a video plays and brings it to where it was: position, speed, captions, and playing if it did. Resolves when
 * its picture is there; rejects when the source does not work.
 */
export async function swapSource(media: HTMLVideoElement, replace: () => Promise<void>): Promise<void> {
  const { currentTime, playbackRate, paused } = media;
  const shown = [...media.textTracks].find(({ mode }) => mode === "showing");
  await replace();
  await next(media, "loadedmetadata");
  media.defaultPlaybackRate = media.playbackRate = playbackRate;
  for (const track of media.textTracks) {
    if (track.label === shown?.label && track.language === shown.language) track.mode = "showing";
  }
  if (currentTime > 0) media.currentTime = currentTime;
  if (!paused) void media.play().catch(() => {});
  await next(media, currentTime > 0 ? "seeked" : "loadeddata");
}

function next(media: HTMLMediaElement, type: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const settle = (end: () => void) => () => {
      done.abort();
      clearTimeout(timer);
      end();
    };
    const fail = settle(() => reject(new Error("The video did not come back.")));
    const timer = setTimeout(fail, GIVE_UP_AFTER_MS);
    media.addEventListener(type, settle(resolve), { signal: done.signal });
    media.addEventListener("error", fail, { signal: done.signal });
  });
}
