import { css } from "lit";

export const progressBarStyles = css`
  :host {
    display: block;
  }
  /* One line, whose second half goes where there is no room for both. */
  .label {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1em;
    block-size: 1.5em;
    overflow: hidden;
    margin-block-end: 0.4em;
    color: var(--course-muted, color-mix(in srgb, currentColor 72%, transparent));
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }
  .label[hidden] {
    display: none;
  }
  .label span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .value {
    margin-inline-start: auto;
  }
  .track {
    block-size: 0.5em;
    overflow: hidden;
    border-radius: 1em;
    background: color-mix(in srgb, currentColor 12%, transparent);
  }
  .indicator {
    inline-size: 0;
    block-size: 100%;
    border-radius: inherit;
    background: var(--_accent);
  }
  .moving {
    transition: inline-size 0.2s ease-out;
  }
  @media (forced-colors: active) {
    .track {
      border: 1px solid;
    }
    .indicator {
      background: Highlight;
    }
  }
`;
