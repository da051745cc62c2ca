import type { ReactiveElement } from "lit";

import { overVideoStyles } from "./over-video.styles.js";

/** Gives an element the styles of what lies over a video or in its place. Once is enough, more does no harm. */
export function adoptStyles({ renderRoot }: ReactiveElement): void {
  const sheet = overVideoStyles.styleSheet;
  if (!sheet || !(renderRoot instanceof ShadowRoot) || renderRoot.adoptedStyleSheets.includes(sheet)) return;
  renderRoot.adoptedStyleSheets = [...renderRoot.adoptedStyleSheets, sheet];
}
