import { css } from "lit";

/** What card and player have in common: a surface with a hairline, a picture that fills its frame, words on glass. */
export const surfaceStyles = css`
  .surface {
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.05);
  }
  .cover,
  ::slotted([slot="media"]),
  ::slotted([slot="poster"]) {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .glass {
    padding: 0.25em 0.75em;
    border-radius: 2em;
    background: rgb(18 18 24 / 0.78);
    backdrop-filter: blur(8px);
    color: #fff;
    font-size: 0.75em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
`;
