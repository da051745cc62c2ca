import { css } from "lit";

/**
 * What every element starts from: the seven public tokens with their defaults, the host page's own type, visible focus.
 *
 * Names that begin with `--_` are private. `--_on-accent` is black or white, whichever is readable on the accent: at a
 * luminance of 0.18 both reach 4.5:1 (WCAG 2.2, relative luminance is the Y of XYZ).
 */
export const hostStyles = css`
  :host {
    --_accent: var(--course-accent, light-dark(#4f46e5, #a09aff));
    --_on-accent: color(
      from var(--_accent) xyz-d65 calc(clamp(0, (0.18 - y) * 9999, 1) * 0.95) clamp(0, (0.18 - y) * 9999, 1)
        calc(clamp(0, (0.18 - y) * 9999, 1) * 1.089)
    );
    --_surface: var(--course-surface, light-dark(#fff, #1c1c23));
    --_text: var(--course-text, light-dark(#1a1a22, #f3f3f6));
    --_muted: var(--course-muted, light-dark(#5a5a66, #a9a9b4));
    --_radius: var(--course-radius, 14px);
    --_inner-radius: calc(var(--_radius) * 0.72);
    --_space: var(--course-space, 1em);
    --_line: color-mix(in srgb, currentColor 13%, transparent);
    --_fill: color-mix(in srgb, currentColor 7%, transparent);
    font-family: var(--course-font, inherit);
    line-height: 1.5;
    text-align: left;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  /* Each text runs as its own letters do, whatever runs around it; "start" would then be where it starts, not the page. */
  a,
  button,
  p,
  span {
    unicode-bidi: plaintext;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .bone {
    display: inline-block;
    inline-size: var(--_size, 100%);
    block-size: 0.75em;
    border-radius: 0.3em;
    background: var(--_fill);
    forced-color-adjust: none;
  }
  .bone.press {
    --_size: 7.5em;
    block-size: max(44px, 2.6em);
    border-radius: var(--_inner-radius);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
