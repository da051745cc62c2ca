import { css } from "lit";

export const wishlistButtonStyles = css`
  :host {
    display: inline-block;
    position: relative;
  }
  svg {
    overflow: visible;
    transition:
      fill 0.18s ease-out,
      color 0.18s ease-out;
  }
  .icon:hover svg,
  [aria-pressed="true"] svg {
    color: light-dark(#d92662, #ff6f9f);
  }
  [aria-pressed="true"] svg {
    fill: currentColor;
  }
  .heart {
    display: flex;
  }
  .beat svg {
    animation: beat 0.2s ease-out;
  }
  @keyframes beat {
    40% {
      transform: scale(1.28);
    }
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_surface) 92%, transparent);
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.22);
    color: var(--_text);
    font: inherit;
    cursor: pointer;
    backdrop-filter: blur(6px);
    transition: background-color 0.15s ease-out;
  }
  .icon svg {
    inline-size: 22px;
    block-size: 22px;
  }
  .icon:hover {
    background: var(--_surface);
  }
  .error {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: 0;
    z-index: 1;
    inline-size: 13em;
    margin-block-start: 6px;
    padding: 0.5em 1em;
    border-radius: var(--_inner-radius);
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.8125em;
  }
  @media (forced-colors: active) {
    .icon {
      border: 1px solid;
    }
  }
`;
