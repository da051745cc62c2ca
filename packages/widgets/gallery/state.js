import { html } from "lit";

/**
 * One state of one element, with its name above it.
 *
 * @param act - What a visitor does to get there; is handed the element.
 */
export const state = (name, template, act) =>
  html`<figure class="state" data-state=${name} .act=${act}>
    <figcaption>${name}</figcaption>
    ${template}
  </figure>`;
