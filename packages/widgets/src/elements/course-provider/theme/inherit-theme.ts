import { deriveTokens, tokenNames, type TokenName } from "./derive-tokens.js";
import { elementAround, hostColors, prefersDark } from "./host-colors.js";
import type { Rgb } from "./oklch.js";

/** Says, to a provider inside of this one, which of the tokens there are derived: it derives its own. */
const DERIVED = "--_course-derived";

const written = (color: Rgb): string => `rgb(${color.map((channel) => +(channel * 255).toFixed(1)).join(" ")})`;

/**
 * Gives `host` tokens that go with the page around it, now and whenever the page changes its colours: by a class or a style
 * of what is around, by a style sheet, by the visitor's system. What the page set itself stays.
 *
 * @returns What ends it, and takes the tokens back.
 */
export function inheritTheme(host: Element & { shadowRoot: ShadowRoot | null }): () => void {
  const root = host.shadowRoot;
  const view = host.ownerDocument.defaultView;
  if (!root || !view) return () => undefined;

  const sheet = new view.CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  const probe = host.ownerDocument.createElement("span");
  probe.hidden = true;
  let given = new Map<string, string>();
  let frame = 0;

  /** Those that have a value which neither this provider nor one around it has derived. */
  const fixedNames = (): TokenName[] => {
    const own = getComputedStyle(host);
    const around = elementAround(host);
    const outer = around && getComputedStyle(around);
    const derivedAround = outer?.getPropertyValue(DERIVED) ?? "";
    return tokenNames.filter((name) => {
      const token = `--course-${name}`;
      const value = own.getPropertyValue(token).trim();
      // One that the page has taken back since does not shine through what was given here: what is around tells.
      if (value && value !== given.get(token) && !derivedAround.includes(name)) return true;
      return Boolean(outer?.getPropertyValue(token).trim()) && !derivedAround.includes(name);
    });
  };

  const derive = (): void => {
    frame = 0;
    root.append(probe);
    const fixed = fixedNames();
    const { scheme, tokens } = deriveTokens(hostColors(host, probe, fixed));
    probe.remove();
    const derived = tokenNames.filter((name) => !fixed.includes(name));
    given = new Map(derived.map((name) => [`--course-${name}`, written(tokens[name])]));
    const lines = [...given, ["color-scheme", scheme], [DERIVED, derived.join(" ")]];
    const text = `:host{${lines.map(([name, value]) => `${name}:${value}`).join(";")}}`;
    if (text !== applied) sheet.replaceSync((applied = text));
  };
  let applied = "";

  // Once for all that changes before the next picture is painted.
  const deriveSoon = (): void => {
    frame ||= requestAnimationFrame(derive);
  };

  const observer = new MutationObserver(deriveSoon);
  for (let element: Element | null = host; element; element = elementAround(element)) {
    observer.observe(element, { attributes: element !== host, attributeFilter: undefined });
  }
  return () => undefined;
}
