import { css } from "lit";

/** Loaded with the code that plays, and not before. */
export const overVideoStyles = css`
  .stage > .over {
    z-index: 2;
    background: rgb(14 13 19 / 0.82);
    color: #fff;
  }
  .ring {
    inline-size: 4em;
    block-size: 4em;
    fill: none;
    stroke: currentColor;
    stroke-width: 3;
  }
  .ring text {
    fill: currentColor;
    stroke: none;
    font-size: 1em;
    font-weight: 650;
    text-anchor: middle;
  }
  .hand {
    transition: stroke-dashoffset 1s linear;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5em;
  }
  .always {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: 44px;
    font-size: 0.875em;
    cursor: pointer;
  }
  .always input {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: #fff;
  }
  @media (prefers-reduced-motion: reduce) {
    .hand {
      transition: none;
    }
  }
  @container (inline-size < 480px) {
    .over .ring {
      inline-size: 3em;
      block-size: 3em;
    }
    .stage > .over {
      gap: 0.1em;
    }
    .over .button {
      margin-block-start: 0.25em;
    }
  }
`;
