import { html as litHtml } from "lit";
import type { TemplateResult } from "lit";

import { registeredName } from "./define.js";

const CUSTOM_TAG = /(<\/?)([a-z]+-[a-z]+)/g;

const translated = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

/**
 * Lit's `html` for templates that render elements of ours, with the names they have on this page. The template is written
 * with the plain tags, so that people and tools can read it, and rewritten once, when it is first rendered: by then the
 * elements it renders are defined. Lit knows a template by the identity of its strings, so the rewritten ones are kept.
 *
 * Lit's own `static-html.js` does the same for arbitrary expressions at five times the weight. A prefix cannot smuggle
 * markup in: `customElements.define` has accepted it as part of a name.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  let own = translated.get(strings);
  if (!own) {
    const parts = strings.map((part) =>
      part.replace(CUSTOM_TAG, (_, open: string, tag: string) => open + (registeredName(tag) ?? tag)),
    );
    own = Object.assign(parts, { raw: strings.raw });
    translated.set(strings, own);
  }
  return litHtml(own, ...values);
}
