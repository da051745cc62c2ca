import type { Playback } from "@courselet/contract/learning";

import type { Store } from "../../data/store.js";
import { serverNow } from "../../shared/server-clock.js";
import { loadPlayer } from "./media/create-media.js";

interface Prepared {
  store: Store;
  chapterId: string;
  playback: Promise<Playback>;
}

/** The chapter that somebody seems about to play. One is enough: a visitor points at one thing at a time. */
let prepared: Prepared | undefined;

/** Asks how to play a chapter before it is played, and loads what that needs. */
export async function preparePlayback(store: Store, chapterId: string): Promise<void> {
  if (prepared?.store !== store || prepared.chapterId !== chapterId) {
    prepared = { store, chapterId, playback: store.playback(chapterId) };
  }
  // What fails now is told when it is played.
  await prepared.playback.then(loadPlayer).catch(() => {});
}

/**
 * How to play a chapter, as prepared or as asked for now; `taste`: only its first seconds, as it is locked. What was
 * prepared is used once: addresses grow old.
 */
export function takePlayback(store: Store, chapterId: string, taste: boolean): Promise<Playback> {
  const isReady = !taste && prepared?.store === store && prepared.chapterId === chapterId;
  const ready = isReady ? prepared?.playback : undefined;
  prepared = undefined;
  const fresh = (playback: Playback) => Date.parse(playback.expiresAt) > serverNow() + 60_000;
  const ask = () => store.playback(chapterId, { taste });
  return ready ? ready.then((playback) => (fresh(playback) ? playback : ask()), ask) : ask();
}

/** Calls back when an element comes into view, once. */
export function onceInView(element: Element, callback: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    callback();
  });
  observer.observe(element);
}
