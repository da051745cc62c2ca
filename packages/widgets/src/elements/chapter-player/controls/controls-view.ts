import type { ControlsKey } from "./controls-messages.js";
import type { AudioTracks } from "../media/audio-tracks.js";
import type { Commands } from "./commands.js";

/** Which menu is open. `settings` holds what is in the others, and what a narrow player has no room for. */
export type MenuName = "captions" | "audio" | "speed" | "settings";

/** What the templates of the controls are drawn from. */
export interface ControlsView {
  readonly media: HTMLVideoElement;
  readonly commands: Commands;
  readonly audioTracks: AudioTracks;
  readonly language: string;
  readonly text: (key: ControlsKey, values?: Record<string, string | number>) => string;
  readonly isFullscreen: boolean;
  /** Where the visitor is pulling the handle of the seek bar to, in seconds. */
  readonly pulledTo: number | undefined;
  readonly menu: MenuName | undefined;
  readonly toggleMenu: (menu: MenuName) => void;
  readonly closeMenu: () => void;
}
