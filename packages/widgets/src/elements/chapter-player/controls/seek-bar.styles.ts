import { css } from "lit";

export const seekBarStyles = css`
  .seek {
    position: relative;
    /* The rail lies low in it: what is more is picture, and room for a finger. */
    block-size: 44px;
    margin: 0 clamp(6px, 1cqi, 10px) -6px;
    border-radius: 6px;
    color: #fff;
    cursor: pointer;
    touch-action: none;
  }
  .rail {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 14px;
    block-size: 4px;
    overflow: clip;
    border-radius: 4px;
    background: rgb(255 255 255 / 0.26);
    transition: transform 0.15s ease-out;
  }
  .rail > * {
    position: absolute;
    inset: 0;
  }
  .buffered {
    inline-size: var(--buffered, 0);
    background: rgb(255 255 255 / 0.3);
  }
  .watched {
    background: var(--watched, none);
    opacity: 0.35;
  }
  .played {
    inline-size: var(--played, 0);
    background: var(--_accent);
  }
  .handle {
    position: absolute;
    inset-block-end: 9px;
    left: calc(var(--played, 0%) - 7px);
    inline-size: 14px;
    block-size: 14px;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 1px 4px rgb(0 0 0 / 0.5);
    transition: transform 0.15s ease-out;
  }
  .pulled .rail,
  .seek:focus-visible .rail {
    transform: scaleY(1.6);
  }
  .pulled .handle {
    transform: scale(1.25);
  }
  @media (hover: hover) {
    .seek:hover .rail {
      transform: scaleY(1.6);
    }
    .seek:not(:hover, :focus-visible, .pulled) .handle {
      transform: scale(0.7);
    }
  }
  .bubble {
    position: absolute;
    inset-block-end: 30px;
    left: clamp(calc(var(--tile, 0px) / 2 + 1.4em), var(--pointed, 0%), calc(100% - var(--tile, 0px) / 2 - 1.4em));
    display: grid;
    justify-items: center;
    gap: 6px;
    transform: translateX(-50%);
    pointer-events: none;
  }
  .gone {
    visibility: hidden;
  }
  .bubble .glass {
    font-size: 13px;
  }
  .tile {
    border-radius: 8px;
    outline: 1.5px solid rgb(255 255 255 / 0.85);
    background-repeat: no-repeat;
  }
  @media (forced-colors: active) {
    .rail {
      outline: 1px solid CanvasText;
      background: Canvas;
      forced-color-adjust: none;
    }
    .buffered {
      background: GrayText;
    }
    .played,
    .handle {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
