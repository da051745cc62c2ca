import { css } from "lit";

export const controlsMenuStyles = css`
  .menu {
    position: absolute;
    inset-inline-end: clamp(6px, 1.4cqi, 14px);
    inset-block-end: 84px;
    display: flex;
    align-items: flex-start;
    gap: 0 1.25em;
    max-inline-size: calc(100cqi - 12px);
    max-block-size: calc(100cqb - 96px);
    padding: 6px;
    overflow-y: auto;
    overscroll-behavior: contain;
    border: 1px solid rgb(255 255 255 / 0.14);
    border-radius: 14px;
    background: rgb(22 22 28 / 0.96);
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.5);
    color: #fff;
    scrollbar-width: thin;
  }
  .items {
    min-inline-size: 8.5em;
  }
  .items.rest:empty {
    display: none;
  }
  .menu .heading {
    margin: 0;
    padding: 0.7em 1em 0.35em;
    color: rgb(255 255 255 / 0.68);
    font-size: 12px;
    font-weight: 650;
  }
  .item {
    display: flex;
    align-items: center;
    gap: 0.6em;
    inline-size: 100%;
    min-block-size: 44px;
    margin: 0;
    padding: 0 1em 0 0.7em;
    border: 0;
    border-radius: 9px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
    text-align: start;
    cursor: pointer;
  }
  .item[aria-checked="true"] {
    font-weight: 650;
  }
  .item .tick {
    inline-size: 20px;
    color: var(--_accent);
  }
  .item svg {
    display: block;
    stroke-width: 2.4;
  }
  @media (pointer: fine) {
    .item {
      min-block-size: 36px;
    }
  }
  @media (hover: hover) {
    .item:hover {
      background: rgb(255 255 255 / 0.12);
    }
  }
  /* Where a menu above the buttons would be a slit, it covers them. */
  @container view (block-size < 330px) {
    .menu {
      inset-block: 6px;
      max-block-size: none;
    }
  }
  @container view (inline-size < 560px) {
    .menu {
      flex-direction: column;
    }
    .items {
      inline-size: 100%;
    }
  }
  @container view (inline-size >= 560px) {
    .rest {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .menu {
      background: Canvas;
      color: CanvasText;
    }
    .menu .heading {
      color: CanvasText;
    }
    .item:focus-visible {
      outline-color: Highlight;
    }
  }
`;
