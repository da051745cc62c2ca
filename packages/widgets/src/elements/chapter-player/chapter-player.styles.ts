import { css } from "lit";

export const chapterPlayerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 17.5em;
    min-inline-size: 0;
    color: var(--_text);
  }
  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .stage {
    display: grid;
    position: relative;
    aspect-ratio: 16 / 9;
    overflow: clip;
    background: #0e0d13;
    color: #fff;
    color-scheme: dark;
  }
  .blank {
    background: var(--_fill);
    color: inherit;
    color-scheme: inherit;
  }
  .stage > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .screen > * {
    position: absolute;
    inset: 0;
  }
  .dim {
    filter: saturate(0.6) brightness(0.3);
  }
  .play {
    position: relative;
    display: grid;
    place-items: center;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .play:focus-visible {
    outline: 3px solid #fff;
    outline-offset: -6px;
  }
  .disc {
    display: grid;
    place-items: center;
    inline-size: clamp(64px, 13cqi, 84px);
    aspect-ratio: 1;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.32);
    color: #17161d;
    transition: transform 0.18s ease-out;
  }
  .disc svg {
    inline-size: 48%;
    block-size: 48%;
    fill: currentColor;
  }
  @media (hover: hover) {
    .play:hover .disc {
      transform: scale(1.05);
    }
  }
  .chip {
    position: absolute;
    inset-block-end: 0.75em;
    inset-inline-start: 0.75em;
    font-size: 0.8125em;
  }
  .message {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.35em;
    padding: 1.25em;
    text-align: center;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .stage:not(.blank) .message {
    --course-accent: #fff;
    --course-muted: rgb(255 255 255 / 0.8);
    --_accent: #fff;
  }
  .message .button {
    margin-block-start: 0.75em;
  }

  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 1.25em;
    min-block-size: 4.75em;
    padding: calc(var(--_space) * 0.8) calc(var(--_space) * 1.1);
  }
  .about {
    flex: 1 1 16em;
    min-inline-size: 0;
  }
  .title {
    font-size: 1.0625em;
    font-weight: 650;
  }
  .part {
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .progress {
    flex: 1 1 11em;
    max-inline-size: 22em;
  }

  .bone {
    max-inline-size: 14em;
  }
  .after {
    display: block;
    grid-column: 1 / -1;
  }

  @container (inline-size >= 720px) {
    .base:has(.outline) {
      grid-template-columns: minmax(0, 1fr) clamp(264px, 33.5cqi, 380px);
    }
    .outline {
      grid-area: 1 / 2;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_line);
    }
    .scroll {
      flex: 1 1 0;
      max-block-size: none;
      min-block-size: 0;
    }
    .toolbar {
      grid-column: 1 / -1;
      border-block-start: 1px solid var(--_line);
    }
  }
  @container (inline-size < 480px) {
    .toolbar .button {
      flex: 1;
    }
  }
`;
