import type { MessageTable } from "../../../shared/messages.js";

/** The words of the controls. Loaded with them. */
export const controlsMessages = {
  controls: "Video controls",
  play: "Play",
  pause: "Pause",
  back: "Back {count} seconds",
  forward: "Forward {count} seconds",
  previousChapter: "Previous chapter",
  nextChapter: "Next chapter",
  mute: "Mute",
  unmute: "Unmute",
  volume: "Volume",
  position: "Position",
  positionOf: "{time} of {duration}",
  captions: "Captions",
  off: "Off",
  audioLanguage: "Audio language",
  speed: "Speed",
  times: "{count}×",
  settings: "Settings",
  track: "Track {count}",
  pictureInPicture: "Picture in picture",
  enterFullscreen: "Full screen",
  exitFullscreen: "Leave full screen",
  buffering: "Loading",
} as const satisfies MessageTable;

export type ControlsKey = keyof typeof controlsMessages;
