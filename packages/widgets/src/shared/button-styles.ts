import { css } from "lit";

/** One button for all elements: filled for the one thing to do, `quiet` otherwise, tinted while it is busy. */
export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: max(44px, 2.75em);
    margin: 0;
    padding: 0.5em 1.2em;
    border: 1.5px solid transparent;
    border-radius: var(--_inner-radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-size: 0.9375em;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    overflow-wrap: break-word;
    word-break: keep-all;
    cursor: pointer;
    transition: background-color 0.15s ease-out;
  }
  .quiet {
    background: transparent;
    border-color: color-mix(in srgb, var(--_accent) 55%, transparent);
    color: var(--_accent);
  }
  @media (hover: hover) {
    .button:hover {
      background: color-mix(in oklab, var(--_accent), var(--_text) 14%);
    }
    .quiet:hover {
      background: color-mix(in srgb, var(--_accent) 9%, transparent);
    }
  }
  .button[aria-disabled="true"] {
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
    color: var(--_accent);
    cursor: default;
  }
`;
