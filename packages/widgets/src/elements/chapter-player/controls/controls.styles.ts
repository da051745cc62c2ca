import { css } from "lit";

import { controlsMenuStyles } from "./controls-menu.styles.js";
import { seekBarStyles } from "./seek-bar.styles.js";

/** Adopted when somebody plays. Room is that of the picture, not of the window: the same in full screen and in a column. */
export const controlsStyles = css`
  .view {
    container: view / size;
    font-size: 15px;
    line-height: 1.3;
    user-select: none;
    -webkit-user-select: none;
    -webkit-tap-highlight-color: transparent;
  }
  .view > video,
  .view > .frozen,
  .controls,
  .press,
  .sign {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    outline-offset: -3px;
  }
  .view.idle {
    cursor: none;
  }
  video::cue {
    background: rgb(12 12 16 / 0.8);
    color: #fff;
  }
  .view:not(.idle) video::-webkit-media-text-track-container {
    transform: translateY(-88px);
  }
  video::-webkit-media-text-track-container {
    transition: transform 0.18s ease-out;
  }
  .sign {
    display: grid;
    place-items: center;
    padding-block-end: clamp(0px, 75px - 18cqb, 40px);
    pointer-events: none;
  }
  .sign .disc {
    inline-size: clamp(46px, 11cqi, 76px);
  }
  .spinner {
    inline-size: clamp(40px, 9cqi, 60px);
    aspect-ratio: 1;
    border: 3.5px solid rgb(255 255 255 / 0.28);
    border-block-start-color: #fff;
    border-radius: 50%;
    animation:
      turn 0.9s linear infinite,
      appear 0.5s ease-in;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes appear {
    from,
    60% {
      opacity: 0;
    }
  }

  .bar {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    padding: 2.4em clamp(4px, 1.4cqi, 14px) clamp(2px, 0.8cqi, 8px);
    background: linear-gradient(transparent, rgb(8 8 12 / 0.45) 40%, rgb(8 8 12 / 0.85));
    pointer-events: none;
    transition: opacity 0.18s ease-out;
  }
  .bar > * {
    pointer-events: auto;
  }
  .idle .bar {
    opacity: 0;
  }
  .idle .bar > * {
    pointer-events: none;
  }
  .row,
  .group,
  .sound,
  .jump {
    display: flex;
    align-items: center;
  }
  .jump {
    position: relative;
  }
  .jump small {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding-block-start: 2px;
    font-size: 8.5px;
    font-weight: 750;
    letter-spacing: -0.02em;
    pointer-events: none;
  }
  .space {
    flex: 1;
  }
  .tool {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 10px;
    background: none;
    color: #fff;
    font: inherit;
    cursor: pointer;
  }
  .tool > * {
    grid-area: 1 / 1;
  }
  .tool svg {
    inline-size: 24px;
    block-size: 24px;
  }
  .toggle svg {
    inline-size: 28px;
    block-size: 28px;
    fill: currentColor;
    stroke-width: 2.6;
  }
  .controls :focus-visible {
    outline: 2px solid #fff;
    outline-offset: -3px;
  }
  @media (hover: hover) {
    .tool:hover {
      background: rgb(255 255 255 / 0.16);
    }
  }
  .rate {
    font-size: 14px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .mark-on {
    position: absolute;
    inset-block-end: 6px;
    inline-size: 18px;
    block-size: 2.5px;
    border-radius: 2px;
    background: var(--_accent);
  }
  .clock {
    padding-inline: 0.5em;
    font-size: 13px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .duration {
    opacity: 0.75;
    font-weight: 400;
  }
  .volume {
    display: none;
    inline-size: 72px;
    block-size: 44px;
    margin: 0 6px;
    accent-color: #fff;
    cursor: pointer;
  }

  @container view (inline-size < 400px) {
    .medium {
      display: none;
    }
  }
  @container view (inline-size < 560px) {
    .wide {
      display: none;
    }
  }
  @container view (inline-size < 720px) {
    .widest {
      display: none;
    }
  }
  @container view (inline-size >= 720px) {
    .not-widest {
      display: none;
    }
    @media (hover: hover) {
      .volume {
        display: block;
      }
    }
  }
  @media (forced-colors: active) {
    .bar {
      background: Canvas;
      padding-block-start: 0;
    }
    .tool,
    .clock {
      color: CanvasText;
    }
    .duration {
      opacity: 1;
    }
    .mark-on {
      background: Highlight;
    }
  }
  ${seekBarStyles}
  ${controlsMenuStyles}
`;
