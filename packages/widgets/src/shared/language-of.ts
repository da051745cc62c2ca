/** The language that the nearest `lang` attribute gives an element, through any shadow roots around it. */
export function languageOf(element: Element): string {
  for (let current: Element | null = element; current;) {
    const language = current.closest("[lang]")?.getAttribute("lang");
    if (language && isLanguageTag(language)) return language;
    const root: Node = current.getRootNode();
    current = root instanceof ShadowRoot ? root.host : null;
  }
  // Browsers have been seen to speak "C".
  return isLanguageTag(navigator.language) ? navigator.language : "en";
}

/** Whether `Intl` accepts this as a language tag; it throws for what it does not accept. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
