import type { Commands } from "./commands.js";

export interface SessionOptions {
  media: HTMLVideoElement;
  commands: Commands;
  /** What is playing, for a lock screen, a headset or the keys of a keyboard. */
  about: () => { title: string; course: string; imageUrl: string | undefined };
}

/**
 * Tells the system what plays, and does what it asks. The last video that began to play speaks for the page; when it is
 * closed nothing does.
 */
export function joinMediaSession({ media, commands, about }: SessionOptions, signal: AbortSignal): void {
  if (!("mediaSession" in navigator)) return;
  const session = navigator.mediaSession;
  let mine: MediaMetadata | undefined;

  const actions = (): [MediaSessionAction, MediaSessionActionHandler | undefined][] => [
    ["play", () => void media.play().catch(() => {})],
    ["pause", () => media.pause()],
    ["seekbackward", ({ seekOffset }) => commands.seekBy(-(seekOffset ?? 10))],
    ["seekforward", ({ seekOffset }) => commands.seekBy(seekOffset ?? 10)],
    ["seekto", ({ seekTime }) => commands.seekTo(seekTime ?? 0)],
    ["previoustrack", commands.previous],
    ["nexttrack", commands.next],
  ];
  const setAction = (action: MediaSessionAction, handler: MediaSessionActionHandler | undefined) => {
    try {
      session.setActionHandler(action, handler ?? null);
    } catch {
      // A browser that does not know this one yet says so by a TypeError.
    }
  };
  const place = () => {
    const { duration, playbackRate, currentTime } = media;
    if (session.metadata !== mine || !Number.isFinite(duration) || playbackRate <= 0) return;
    session.setPositionState?.({ duration, playbackRate, position: Math.min(currentTime, duration) });
  };
  const speak = () => {
    const { title, course, imageUrl } = about();
    mine = new MediaMetadata({ title, artist: course, artwork: imageUrl ? [{ src: imageUrl }] : [] });
    session.metadata = mine;
    session.playbackState = "playing";
    for (const [action, handler] of actions()) setAction(action, handler);
    place();
  };
  const onPause = () => {
    if (mine && session.metadata === mine) session.playbackState = "paused";
  };
  media.addEventListener("play", speak, { signal });
  media.addEventListener("pause", onPause, { signal });
  for (const type of ["seeked", "ratechange", "durationchange"]) media.addEventListener(type, place, { signal });
  if (!media.paused) speak();
  signal.addEventListener("abort", () => {
    if (!mine || session.metadata !== mine) return;
    session.metadata = null;
    session.playbackState = "none";
    for (const [action] of actions()) setAction(action, undefined);
    session.setPositionState?.();
  });
}
