import { fromOklch, toLinear, toOklch, type Rgb } from "./oklch.js";

export const black: Rgb = [0, 0, 0];
export const white: Rgb = [1, 1, 1];

/** WCAG 2.2, relative luminance: 0 to 1. */
export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);

/** WCAG 2.2, contrast ratio: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The contrast on the ground where it is lowest. */
export const lowestContrast = (color: Rgb, grounds: readonly Rgb[]): number =>
  Math.min(...grounds.map((ground) => contrast(color, ground)));

/**
 * The colour nearest to `color` that reads on every ground: its lightness goes towards `pole`, black or white, no further
 * than it must, its hue stays. Where no lightness is enough: the pole itself.
 *
 * @param groundsOf - What the colour lies on, which may depend on it: a button's tint of itself.
 * @param ratio - The least contrast, by WCAG's formula.
 */
export function readableOn(color: Rgb, pole: Rgb, groundsOf: (color: Rgb) => readonly Rgb[], ratio: number): Rgb {
  const reads = (candidate: Rgb): boolean => lowestContrast(candidate, groundsOf(candidate)) >= ratio;
  if (reads(color)) return color;
  const { lightness, chroma, hue } = toOklch(color);
  const end = luminance(pole);
  // Colours fade as they come near black or white: there is little room for chroma at either end.
  const moved = (share: number): Rgb =>
    fromOklch({ lightness: lightness + (end - lightness) * share, chroma: chroma * (1 - share ** 3), hue });
  let [tooLittle, enough] = [0, 1];
  if (!reads(moved(1))) return pole;
  while (enough - tooLittle > 0.005) {
    const share = (tooLittle + enough) / 2;
    if (reads(moved(share))) enough = share;
    else tooLittle = share;
  }
  return moved(enough);
}
