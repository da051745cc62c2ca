import type { MessageTable } from "./messages.js";

/**
 * What visitors of the page have agreed to. `none`: nothing is kept on their device. `functional`: what the widgets need to
 * work is. `all`: third parties may measure too.
 */
export type Consent = "none" | "functional" | "all";

/** What the page says once for all its elements, on the script tag or by `configurePage`. */
export interface PageSettings {
  /** Origin of the API, and a path where it has one. */
  apiUrl: string;
  /** May visitors without an account act, as guests? */
  guests: boolean;
  /** Begins the name of every tag, such as `acme-`. */
  prefix: string;
  /** BCP 47; empty: each element's own `lang`, then the page's. */
  locale: string;
  /** Where a course's own page is, such as `/courses/{id}`; empty: cards link nowhere. */
  courseUrl: string;
  /** Messages that replace those of the same key, in every language. */
  messages?: MessageTable;
  /**
   * Words by language tag, such as `{ nl: {…}, "pt-PT": {…} }`: languages of the page's own, or its own words for one that
   * the library has. A key that is not among them is said in English.
   */
  languages?: Readonly<Record<string, MessageTable>>;
  /** In place of the script tag's `data-consent`. Ask `pageConsent`, which follows changes of both. */
  consent?: Consent;
}

let settings: PageSettings | undefined;
let script: HTMLScriptElement | undefined;
let hear: (() => void) | undefined;

/** Has `listener`, and nobody else, hear of each `configurePage` from now on. */
export const onConfigure = (listener: () => void): unknown => (hear = listener);

/**
 * Says what the script tag would: for pages that bundle the elements. Call it before the first element appears; with
 * `consent`, also later.
 */
export function configurePage(changes: Partial<PageSettings>): void {
  settings = { ...pageSettings(), ...changes };
  hear?.();
}

export function pageSettings(): PageSettings {
  return (settings ??= readScript());
}

function readScript(): PageSettings {
  const { apiUrl, guests, prefix = "", locale = "", courseUrl = "" } = pageScript()?.dataset ?? {};
  return { apiUrl: apiUrl ?? new URL(folder).origin, guests: guests !== undefined, prefix, locale, courseUrl };
}

const folder = new URL(".", import.meta.url).href;

/**
 * All files of one build lie in one folder, so this library's own script is the one that comes from there. It may have been
 * imported by another script; then the page says nothing and the API is where the script came from.
 */
export function pageScript(): HTMLScriptElement | undefined {
  return (script ??= [...document.scripts].find(({ src, type }) => type === "module" && src.startsWith(folder)));
}
