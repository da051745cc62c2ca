import { keptValuesOf } from "./kept-values.js";
import type { Store } from "./store.js";

/** How a visitor likes to watch. */
export interface Preferences {
  /** Playback rate; 1 is the video's own. */
  rate?: number;
  /** BCP 47, or "off". */
  captions?: string;
  /** Language of the sound, BCP 47. */
  audio?: string;
  /** Between 0 and 1. */
  volume?: number;
  muted?: boolean;
  autoplayNext?: boolean;
}

/** What is remembered; what never was is not there. */
export function readPreferences(store: Store): Preferences {
  return { ...keptValuesOf(store).read().preferences };
}

/** Remembers these for the next video, and the next visit where the visitor allows that. */
export function remember(store: Store, change: Partial<Preferences>): void {
  keptValuesOf(store).patch({ preferences: { ...readPreferences(store), ...change } });
}
