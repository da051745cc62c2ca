import { css } from "lit";

export const buyButtonStyles = css`
  :host {
    display: inline-flex;
    flex-direction: column;
    align-items: flex-start;
    max-inline-size: 100%;
  }
  .price {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .price::before {
    content: "·";
    margin-inline-end: 0.5em;
  }
  .note {
    display: inline-flex;
    align-items: center;
    max-inline-size: 26em;
    min-block-size: max(44px, 3em);
    margin: 0;
    color: var(--course-muted, color-mix(in srgb, currentColor 72%, transparent));
    font-size: 0.9375em;
    line-height: 1.4;
  }
  .failed {
    display: block;
    min-block-size: 0;
    margin-block-start: 0.5em;
    color: light-dark(#b3261e, #ffa79e);
  }
`;
