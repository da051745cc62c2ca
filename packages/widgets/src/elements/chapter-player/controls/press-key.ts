import type { Commands } from "./commands.js";

/** The keys that people know from other players. Arrows follow time, which runs to the right in every script. */
const keys: Record<string, (commands: Commands, media: HTMLMediaElement) => void> = {
  " ": (commands) => commands.togglePlay(),
  k: (commands) => commands.togglePlay(),
  ArrowLeft: (commands) => commands.seekBy(-5),
  ArrowRight: (commands) => commands.seekBy(5),
  j: (commands) => commands.seekBy(-10),
  l: (commands) => commands.seekBy(10),
  ArrowUp: (commands, { volume, muted }) => commands.setVolume((muted ? 0 : volume) + 0.05),
  ArrowDown: (commands, { volume, muted }) => commands.setVolume((muted ? 0 : volume) - 0.05),
  m: (commands) => commands.toggleMute(),
  c: (commands) => commands.toggleCaptions(),
  f: (commands) => void commands.toggleFullscreen().catch(() => {}),
  p: (commands) => void commands.togglePicture().catch(() => {}),
  P: (commands) => commands.previous?.(),
  N: (commands) => commands.next?.(),
  Home: (commands) => commands.seekTo(0),
  End: (commands, { duration }) => commands.seekTo(duration),
  "<": (commands) => commands.stepRate(-1),
  ">": (commands) => commands.stepRate(1),
};

/**
 * Does what a key stands for. Returns whether it stood for something. What the focused thing does itself with a key is left
 * to it: a button is pressed by the space bar, a volume slider moves by arrows.
 */
export function pressKey(event: KeyboardEvent, commands: Commands, media: HTMLMediaElement): boolean {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return false;
  const [target] = event.composedPath();
  const isOwnKey =
    (target instanceof HTMLButtonElement && event.key === " ") ||
    (target instanceof HTMLInputElement && /^(Arrow|Home|End|Page)/.test(event.key));
  if (isOwnKey) return false;
  // Caps lock is no shift.
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = (event.shiftKey && keys[key.toUpperCase()]) || keys[key];
  if (action) action(commands, media);
  else if (/^\d$/.test(key)) commands.seekTo((media.duration * Number(key)) / 10);
  else return false;
  event.preventDefault();
  return true;
}
