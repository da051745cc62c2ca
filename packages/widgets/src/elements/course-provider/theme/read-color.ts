import type { Rgb } from "./oklch.js";

export interface ReadColor {
  rgb: Rgb;
  /** Opacity, 0 to 1. */
  alpha: number;
}

/**
 * Any colour that CSS can write, `var()` included, as sRGB: the browser converts it. Null for what is no colour.
 *
 * @param probe - An element of our own, in the place whose variables and colour scheme count.
 */
export function readColor(probe: HTMLElement, value: string): ReadColor | null {
  probe.style.color = "";
  probe.style.color = `color(from ${value} srgb r g b / alpha)`;
  if (!probe.style.color) return null;
  // Such as `color(srgb 0.1 0.2 0.3 / 0.5)`; a channel may be `none`, and lie outside of 0 to 1 on a wide-gamut page.
  const computed = getComputedStyle(probe).color;
  const [red, green, blue, alpha = 1] = computed
    .replace(/^.*srgb/, "")
    .split(/[\s/()]+/)
    .filter(Boolean)
    .map((channel) => Math.min(1, Math.max(0, Number.parseFloat(channel) || 0)));
  if (red === undefined || green === undefined || blue === undefined) return null;
  return { rgb: [red, green, blue], alpha };
}
