import { css } from "lit";

/** Of all that lies over a video or in its place. Loaded with the first of it, and not before. */
export const overVideoStyles = css`
  .busy .disc {
    opacity: 0.8;
    animation: breathe 0.7s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.55;
    }
  }
  .sentence {
    font-size: 1.1875em;
    font-weight: 650;
  }
  .offer {
    opacity: 0.85;
    font-size: 0.9375em;
    unicode-bidi: plaintext;
  }
  .message .buy,
  .message .button {
    align-items: center;
    margin-block-start: 0.75em;
  }
  .message .button svg {
    fill: currentColor;
  }
  .stage > .over {
    position: absolute;
    inset: 0;
    z-index: 2;
    overflow: auto;
    background: rgb(14 13 19 / 0.82);
    color: #fff;
  }
  .stage:has(.over) .controls {
    visibility: hidden;
  }
  .over .ring {
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
  @media (forced-colors: active) {
    .stage > .over {
      background: Canvas;
    }
  }
  @container (inline-size < 480px) {
    .sentence {
      font-size: 1em;
    }
    .message {
      padding: 0.75em;
    }
    .over .ring {
      inline-size: 2.25em;
      block-size: 2.25em;
    }
    .stage > .over {
      gap: 0;
      padding: 0.25em;
    }
    .over .button {
      margin-block-start: 0.25em;
    }
  }
`;
