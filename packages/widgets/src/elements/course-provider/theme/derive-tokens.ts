import { black, contrast, luminance, readableOn, white } from "./contrast.js";
import { fromOklch, mix, toOklch, type Rgb } from "./oklch.js";

export const tokenNames = ["surface", "text", "muted", "accent"] as const;
export type TokenName = (typeof tokenNames)[number];
export type Tokens = Record<TokenName, Rgb>;

/** What a page shows where the elements stand. */
export interface HostColors {
  /** What lies behind; null where that is a picture, whose colours nobody can know. */
  background: Rgb | null;
  text: Rgb;
  /** The colour of its buttons or links; null when it has none of its own. */
  accent: Rgb | null;
  /** Tokens that the page itself has set: they stay as they are, and the others have to go with them. */
  fixed: Partial<Tokens>;
}

/** WCAG 2.2 AA for text (1.4.3). Icons and bars need 3 (1.4.11); their colours are those of text, so they have more. */
const TEXT_CONTRAST = 4.5;
/** The strongest tint of the accent that something is written on, and the one that bars fill up on. */
const TINT = 0.13;

const ownAccent: Record<Scheme, Rgb> = { light: [0.31, 0.275, 0.898], dark: [0.627, 0.604, 1] };

type Scheme = "light" | "dark";

/**
 * Colours that go with a page's own and can be read: on its background, on the surface that lies on it, and on tints there.
 * Keeps the page's colours where they are readable, changes their lightness where they are not.
 */
export function deriveTokens({ background, text, accent, fixed }: HostColors): { scheme: Scheme; tokens: Tokens } {
  // Behind a picture the text is the one hint: light text stands on something dark.
  const ground = fixed.surface ?? background ?? (luminance(text) > 0.4 ? [0.09, 0.09, 0.11] : white);
  const pole = poleFor(fixed.text ?? text, ground);
  const scheme = pole === white ? "dark" : "light";
  const surface = fixed.surface ?? surfaceOn(ground, pole);
  const grounds = [ground, surface];

  const readable = (color: Rgb, tints: (color: Rgb) => readonly Rgb[] = () => []): Rgb =>
    readableOn(color, pole, (candidate) => [...grounds, ...tints(candidate)], TEXT_CONTRAST);
  const tinted = (color: Rgb) => [mix(color, surface, TINT)];

  const ownOrDerived = fixed.accent ?? readable(accent ?? ownAccent[scheme], tinted);
  const words = fixed.text ?? readable(text, () => tinted(ownOrDerived));
  return {
    scheme,
    tokens: {
      surface,
      text: words,
      muted: fixed.muted ?? readable(mix(words, ground, 0.72)),
      accent: ownOrDerived,
    },
  };
}

/** Black or white: the end that the page's text is at, unless that cannot be read here. */
function poleFor(text: Rgb, ground: Rgb): Rgb {
  const pole = luminance(text) > luminance(ground) ? white : black;
  if (contrast(pole, ground) >= TEXT_CONTRAST) return pole;
  return pole === white ? black : white;
}

/**
 * The surface of cards: a shade lighter than a background that is light or dark. On one in between, paper or night of its
 * hue, where there is room for a second colour beside text.
 */
function surfaceOn(ground: Rgb, pole: Rgb): Rgb {
  const { lightness, chroma, hue } = toOklch(ground);
  return pole === black
    ? fromOklch({ lightness: Math.min(1, Math.max(0.97, lightness + 0.02)), chroma: Math.min(chroma, 0.02), hue })
    : fromOklch({ lightness: Math.min(0.3, lightness + 0.035), chroma: Math.min(chroma, 0.08), hue });
}
