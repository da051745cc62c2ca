import { type Consent, pageScript, pageSettings, onConfigure } from "./page-settings.js";

/**
 * What visitors of this page have agreed to, as the page says it now: by `configurePage({ consent })`, else by the script
 * tag's `data-consent`, else `functional`. A word that is none of the three counts as `none`.
 */
export function pageConsent(): Consent {
  const said = pageSettings().consent ?? pageScript()?.dataset["consent"] ?? "functional";
  return said === "all" || said === "functional" ? said : "none";
}

const listeners = new Set<() => void>();
onConfigure(() => {
  for (const listener of listeners) listener();
});

/** Calls back after each change of `pageConsent()`, until the returned function is called. */
export function onConsentChange(listener: () => void): () => void {
  let last = pageConsent();
  const compare = (): void => {
    const now = pageConsent();
    if (now === last) return;
    last = now;
    listener();
  };
  const observer = new MutationObserver(compare);
  const script = pageScript();
  if (script) observer.observe(script, { attributeFilter: ["data-consent"] });
  listeners.add(compare);
  return () => {
    observer.disconnect();
    listeners.delete(compare);
  };
}
