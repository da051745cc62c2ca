import { css } from "lit";

export const listToolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
    margin-block-end: var(--_space);
  }
  .field {
    position: relative;
    flex: 1 1 9.75em;
    min-inline-size: 0;
    block-size: max(44px, 2.75em);
  }
  .search {
    flex: 99 1 16em;
  }
  .count {
    flex: 1 0 100%;
    min-block-size: 1.5em;
    margin: 0;
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  .field svg {
    position: absolute;
    inset-block-start: calc(50% - 0.625em);
    inset-inline-end: 0.65em;
    color: var(--_muted);
    pointer-events: none;
  }
  .search svg {
    inset-inline: 0.9em auto;
  }
  input,
  select {
    appearance: none;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    padding-block: 0;
    padding-inline: 0.9em 2.1em;
    border: 1px solid color-mix(in srgb, var(--_text) 52%, var(--_surface));
    border-radius: var(--_inner-radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }
  select {
    font-size: 0.9375em;
    cursor: pointer;
  }
  input {
    padding-inline: 2.75em 0.75em;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
`;
