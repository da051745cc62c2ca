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
    border: 1.5px solid var(--_accent);
    border-radius: var(--_inner-radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-size: 0.9375em;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 0.15s ease-out,
      border-color 0.15s ease-out;
  }
  .quiet {
    background: transparent;
    border-color: color-mix(in srgb, var(--_accent) 55%, transparent);
    color: var(--_accent);
  }
  .button[aria-disabled="true"] {
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
    border-color: transparent;
    color: var(--_accent);
    cursor: default;
  }
  @media (hover: hover) {
    .button:not(.quiet, [aria-disabled="true"]):hover {
      background: color-mix(in oklab, var(--_accent), var(--_text) 14%);
      border-color: color-mix(in oklab, var(--_accent), var(--_text) 14%);
    }
    .quiet:not([aria-disabled="true"]):hover {
      background: color-mix(in srgb, var(--_accent) 9%, transparent);
      border-color: var(--_accent);
    }
  }
`;
