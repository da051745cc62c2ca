import { css } from "lit";

export const chapterListStyles = css`
  :host {
    display: block;
    color: var(--_text);
  }
  .base {
    min-inline-size: 0;
  }
  .head {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding: 1em calc(var(--_space) * 1.1) 0.6em;
    font-size: 0.9375em;
    font-weight: 650;
  }
  .count,
  .time {
    color: var(--_muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    unicode-bidi: plaintext;
  }
  ol {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0 calc(var(--_space) * 0.5) calc(var(--_space) * 0.6);
    list-style: none;
  }
  .chapter {
    display: flex;
    align-items: center;
    gap: 0.75em;
    inline-size: 100%;
    min-block-size: max(44px, 2.75em);
    margin: 0;
    padding: 0.4em calc(var(--_space) * 0.6);
    border: 0;
    border-radius: var(--_inner-radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.9375em;
    line-height: 1.35;
    text-align: start;
  }
  button.chapter {
    cursor: pointer;
  }
  .chapter:focus-visible {
    outline-offset: -2px;
  }
  @media (hover: hover) {
    button.chapter:hover {
      background: var(--_fill);
    }
  }
  .chapter[aria-current="true"] {
    background: color-mix(in srgb, var(--_accent) 13%, transparent);
    font-weight: 650;
  }
  .mark {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 1.7em;
    aspect-ratio: 1;
    border: 1.5px solid color-mix(in srgb, currentColor 20%, transparent);
    border-radius: 50%;
    font-size: 0.8125em;
    line-height: 1;
  }
  .done .mark {
    border-color: transparent;
    background: light-dark(#0a7a4b, #4fd39b);
    color: light-dark(#fff, #10231a);
  }
  .mark svg {
    stroke-width: 2.4;
  }
  .locked .mark {
    border-color: transparent;
  }
  .chapter.locked:not([aria-current="true"]) {
    color: var(--_muted);
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .time {
    font-size: 0.875em;
  }
  .free {
    padding-inline: 0.55em;
    border: 1px solid;
    border-radius: 1em;
    color: var(--_accent);
    font-size: 0.75em;
    font-weight: 650;
  }
  ::slotted([slot="heading"]) {
    margin: 0;
  }
  .note {
    margin: 0;
    padding: 0 calc(var(--_space) * 1.1) 1em;
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .failure {
    display: grid;
    justify-items: start;
    gap: 0.75em;
    padding: var(--_space);
  }
  .failure .note {
    padding: 0;
  }
  .detail {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .detail svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  progress {
    inline-size: 6em;
    block-size: 0.5em;
    accent-color: var(--_accent);
  }
`;
