import { deriveTokens, tokenNames, type TokenName } from "./derive-tokens.js";
import { elementAround, hostColors, prefersDark } from "./host-colors.js";
import type { Rgb } from "./oklch.js";

/** Says to a provider inside of this one which tokens were derived here: it derives its own. */
const DERIVED = "--_course-derived";

const written = (color: Rgb): string => `rgb(${color.map((channel) => +(channel * 255).toFixed(1)).join(" ")})`;

/**
 * Gives the inside of `host` tokens that go with the page around it, and follows the page: a class, an attribute or a style
 * of whatever is around, a style sheet that comes or goes, the visitor's system. Tokens that the page has set stay its own.
 *
 * @returns What ends that, and takes the tokens back.
 */
export function inheritTheme(host: Element): () => void {
  const { shadowRoot, ownerDocument } = host;
  const view = ownerDocument.defaultView;
  if (!shadowRoot || !view) return () => undefined;
  const sheet = new view.CSSStyleSheet();
  shadowRoot.adoptedStyleSheets.push(sheet);
  const probe = ownerDocument.createElement("span");
  probe.hidden = true;
  let given: Partial<Record<TokenName, string>> = {};
  let applied = "";
  let frame = 0;

  /** The tokens that neither this provider nor one around it has derived. */
  const setByPage = (): TokenName[] => {
    const around = elementAround(host);
    const outer = around && getComputedStyle(around);
    const derivedAround = outer?.getPropertyValue(DERIVED).split(" ") ?? [];
    return tokenNames.filter((name) => {
      const outside = derivedAround.includes(name) ? "" : outer?.getPropertyValue(`--course-${name}`);
      // What the page says of this very element goes before what is said here.
      const own = getComputedStyle(host).getPropertyValue(`--course-${name}`);
      const derived = [given[name], outer?.getPropertyValue(`--course-${name}`)].includes(own);
      return Boolean(outside || (own && !derived));
    });
  };

  const derive = (): void => {
    frame = 0;
    shadowRoot.append(probe);
    const fixed = setByPage();
    const { scheme, tokens } = deriveTokens(hostColors(host, probe, fixed));
    probe.remove();
    given = {};
    let rules = `color-scheme:${scheme};`;
    for (const name of tokenNames) {
      if (fixed.includes(name)) continue;
      given[name] = written(tokens[name]);
      rules += `--course-${name}:${given[name]};`;
    }
    rules = `:host{${rules}${DERIVED}:${Object.keys(given).join(" ")}}`;
    if (rules !== applied) sheet.replaceSync((applied = rules));
  };

  // Once for all that changes before the next picture.
  const deriveSoon = (): void => {
    frame ||= requestAnimationFrame(derive);
  };
  const observer = new MutationObserver(deriveSoon);
  for (let element: Element | null = host; element; element = elementAround(element))
    observer.observe(element, { attributes: true });
  observer.observe(ownerDocument.head, { attributes: true, childList: true, characterData: true, subtree: true });
  // A style sheet that has arrived, and a colour that has arrived where it was going. Loads do not bubble.
  const events = ["load", "transitionend"] as const;
  for (const type of events) ownerDocument.addEventListener(type, deriveSoon, true);
  const dark = prefersDark();
  dark.addEventListener("change", deriveSoon);
  derive();

  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    for (const type of events) ownerDocument.removeEventListener(type, deriveSoon, true);
    dark.removeEventListener("change", deriveSoon);
    shadowRoot.adoptedStyleSheets = shadowRoot.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}
