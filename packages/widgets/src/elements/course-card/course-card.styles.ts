import { css } from "lit";

/**
 * The body has the height of its longest allowed text from the start, so that nothing moves when the data arrives and
 * cards in a row agree on every line. `--_lines` is that height: category, two lines of title, two of description.
 */
export const courseCardStyles = css`
  :host {
    display: grid;
    container-type: inline-size;
    contain-intrinsic-inline-size: 15em;
    min-inline-size: 0;
    color: var(--_text);
  }
  .base {
    --_category: 1.4em;
    --_description: 3.1em;
    position: relative;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    transition: box-shadow 0.15s ease-out;
  }
  :host([hide~="category"]) .base {
    --_category: 0em;
  }
  :host([hide~="description"]) .base {
    --_description: 0em;
  }
  :host([hide~="price"]) .price,
  :host([hide~="description"]) .description,
  :host([hide~="category"]) .category,
  :host([hide~="progress"]) .progress,
  :host([hide~="actions"]) .actions,
  .compact :is(.category, .description, .meta, .badge, .heart, .actions) {
    display: none;
  }
  .base:has(a.title:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  @media (hover: hover) {
    .base:has(.title[href]):hover {
      box-shadow: 0 6px 20px -6px rgb(0 0 0 / 0.16);
    }
  }

  .media {
    position: relative;
    aspect-ratio: 16 / 9;
    overflow: clip;
    background: var(--_fill);
  }
  .plain {
    background: linear-gradient(
      135deg,
      color-mix(in oklab, var(--_accent) 32%, var(--_surface)),
      color-mix(in oklab, var(--_accent) 10%, var(--_surface))
    );
  }
  .badge {
    position: absolute;
    inset-block-end: 0.625em;
    inset-inline: 0.625em;
    display: flex;
    pointer-events: none;
  }
  .heart {
    position: absolute;
    inset-block-start: 0.5em;
    inset-inline-end: 0.5em;
    z-index: 1;
  }

  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
    gap: calc(var(--_space) * 0.75);
    padding: var(--_space);
  }
  .text {
    min-block-size: calc(var(--_category) + 2.93em + var(--_description));
  }
  .category {
    overflow: hidden;
    margin-block-end: 0.2em;
    color: var(--_accent);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1.5;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .heading,
  .description {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    margin: 0;
    overflow-wrap: anywhere;
    hyphens: auto;
    unicode-bidi: plaintext;
  }
  .heading {
    font-size: 1.125em;
    font-weight: 650;
    line-height: 1.3;
  }
  .title {
    color: inherit;
    text-decoration: none;
    outline: none;
  }
  .title[href]::after {
    content: "";
    position: absolute;
    inset: 0;
  }
  .description {
    margin-block-start: 0.3em;
    color: var(--_muted);
    font-size: 0.9375em;
    line-height: 1.5;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1em 1.1em;
    min-block-size: 1.5em;
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .meta span {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .last {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    margin-block-start: auto;
  }
  .last > :not(.actions) {
    min-block-size: 1.9em;
    align-content: center;
  }
  .price {
    font-size: 1.1875em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }
  .progress {
    flex: 1 1 5.5em;
  }
  /* The button and its message are items of the last line themselves: the message gets a line of its own. */
  .actions,
  .buy {
    display: contents;
  }
  .buy::part(base),
  .actions .bone,
  ::slotted([slot="actions"]) {
    position: relative;
    z-index: 1;
    margin-inline-start: auto;
  }
  .buy::part(price) {
    display: none;
  }
  .buy::part(label) {
    text-align: end;
  }
  .buy::part(message) {
    flex: 1 0 100%;
    max-inline-size: none;
    margin: 0;
  }
  .aside {
    position: relative;
    z-index: 1;
  }

  @media (prefers-reduced-motion: no-preference) {
    [aria-busy="true"] {
      animation: breathe 2s ease-in-out infinite alternate;
    }
  }
  .short {
    --_size: 34%;
  }
  .long {
    --_size: 88%;
  }
  .half {
    --_size: 58%;
  }
  @keyframes breathe {
    to {
      opacity: 0.6;
    }
  }

  .fallback {
    overflow-wrap: anywhere;
  }
  .fallback .body {
    justify-content: center;
  }
  .fallback .button {
    align-self: flex-start;
  }
  .fallback ::slotted(a) {
    color: inherit;
    font-weight: 600;
  }
  .note {
    margin: 0;
    color: var(--_muted);
    font-size: 0.9375em;
  }

  .compact {
    flex-direction: row;
    align-items: stretch;
  }
  .compact .media {
    flex: none;
    inline-size: 88px;
    min-block-size: 88px;
    aspect-ratio: auto;
  }
  .compact .body {
    justify-content: center;
    gap: 0.35em;
    padding: calc(var(--_space) * 0.6) calc(var(--_space) * 0.9);
  }
  .compact .text,
  .compact .last > * {
    min-block-size: 0;
  }
  .compact .last {
    margin: 0;
  }
  .compact .heading {
    font-size: 1em;
  }
  .compact .progress::part(label) {
    display: none;
  }
  .compact .price {
    font-size: 0.9375em;
  }
  @container (inline-size >= 440px) {
    .horizontal {
      flex-direction: row;
    }
    .horizontal .media {
      flex: 0 0 36%;
      aspect-ratio: auto;
    }
  }
`;
