import { html, type TemplateResult } from "lit";

/**
 * An icon of the family: 24 units square, drawn with the current colour. The path stays with the element that shows it,
 * so that a page downloads only the icons of its elements.
 */
export function icon(path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;
}
