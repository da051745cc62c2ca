import type { MessageTable } from "./messages.js";

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
}

let settings: PageSettings | undefined;

/** Says what the script tag would: for pages that bundle the elements. Call it before the first element appears. */
export function configurePage(changes: Partial<PageSettings>): void {
  settings = { ...pageSettings(), ...changes };
}

export function pageSettings(): PageSettings {
  return (settings ??= readScript());
}

/**
 * All files of one build lie in one folder, so this library's own script is the one that comes from there. It may have been
 * imported by another script; then the page says nothing and the API is where the script came from.
 */
function readScript(): PageSettings {
  const folder = new URL(".", import.meta.url).href;
  const script = [...document.scripts].find(({ src, type }) => type === "module" && src.startsWith(folder));
  const { apiUrl, guests, prefix = "", locale = "", courseUrl = "" } = script?.dataset ?? {};
  return { apiUrl: apiUrl ?? new URL(folder).origin, guests: guests !== undefined, prefix, locale, courseUrl };
}
