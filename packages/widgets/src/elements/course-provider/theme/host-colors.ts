import { contrast } from "./contrast.js";
import { tokenNames, type HostColors, type TokenName } from "./derive-tokens.js";
import { mix, toOklch, type Rgb } from "./oklch.js";
import { readColor } from "./read-color.js";

/** How many links and buttons are looked at to find a page's accent. */
const ENOUGH = 24;

/** What browsers give links that nobody has styled, light and dark: no page's accent. */
const unstyledLinks = ["rgb(0, 0, 238)", "rgb(158, 158, 255)", "rgb(85, 26, 139)"];

/** The element around this one, as it is shown: out of slots and shadow roots. */
export function elementAround(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/**
 * Reads what the page shows where `host` stands.
 *
 * @param probe - An element of ours inside of `host`, that shows nothing.
 * @param fixedNames - The tokens that the page has set itself.
 */
export function hostColors(host: Element, probe: HTMLElement, fixedNames: readonly TokenName[]): HostColors {
  const fixed: HostColors["fixed"] = {};
  for (const name of tokenNames) {
    const color = fixedNames.includes(name) ? readColor(probe, `var(--course-${name})`) : null;
    if (color) fixed[name] = color.rgb;
  }
  const text = readColor(probe, getComputedStyle(host).color)?.rgb ?? [0, 0, 0];
  const background = backgroundBehind(host, probe, text);
  return { background, text, accent: accentOf(host, probe), fixed };
}

/** The layers behind, seen through to the first that is opaque; null when one of them is a picture. */
function backgroundBehind(host: Element, probe: HTMLElement, text: Rgb): Rgb | null {
  const layers: { rgb: Rgb; alpha: number }[] = [];
  for (let element = elementAround(host); element; element = elementAround(element)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const color = readColor(probe, backgroundColor) ?? { rgb: [0, 0, 0], alpha: 0 };
    // The colour under a picture is what its page shows until the picture is there: true if the text reads on it.
    const opaque = color.alpha > 0.99;
    if (backgroundImage !== "none" && !(opaque && contrast(color.rgb, text) >= 4.5)) return null;
    layers.push(color);
    if (opaque) break;
  }
  return layers.reduceRight<Rgb>((under, { rgb, alpha }) => mix(rgb, under, alpha), canvas());
}

/** What a browser paints where a page paints nothing. */
function canvas(): Rgb {
  const { colorScheme } = getComputedStyle(document.documentElement);
  const dark = colorScheme.includes("dark") && (!colorScheme.includes("light") || prefersDark().matches);
  return dark ? [0.07, 0.07, 0.07] : [1, 1, 1];
}

export const prefersDark = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** What the page says its accent is, else the colour that most of its buttons and links have. */
function accentOf(host: Element, probe: HTMLElement): Rgb | null {
  const said = getComputedStyle(host).accentColor;
  if (said !== "auto") return readColor(probe, said)?.rgb ?? null;
  const votes = new Map<string, number>();
  const vote = (color: string, weight: number) => votes.set(color, (votes.get(color) ?? 0) + weight);
  for (const button of firstOf("button, [type='submit'], [role='button'], a[class*='btn'], a[class*='button']"))
    vote(getComputedStyle(button).backgroundColor, 3);
  for (const link of firstOf("a[href]")) vote(getComputedStyle(link).color, 1);
  const byVotes = [...votes].sort(([, one], [, other]) => other - one);
  for (const [value] of byVotes) {
    const color = unstyledLinks.includes(value) ? null : readColor(probe, value);
    // Grey is the colour of text and of buttons that nobody has styled.
    if (color && color.alpha > 0.9 && toOklch(color.rgb).chroma > 0.04) return color.rgb;
  }
  return null;
}

const firstOf = (selector: string): Element[] => [...document.querySelectorAll(selector)].slice(0, ENOUGH);
