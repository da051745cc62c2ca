import { pageSettings } from "./page-settings.js";

/** What each of our tags is really called on this page. */
const names = new Map<string, string>();

/**
 * Registers an element under its tag, with the page's prefix. A name that is taken is left alone, with one console warning;
 * the element is then registered under a name of its own that no page author uses, so that elements of ours which render it
 * still find it: see own-tags.ts.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (names.has(tag)) return;
  let name = pageSettings().prefix + tag;
  if (customElements.get(name)) {
    console.warn(`courselet: <${name}> is already defined on this page and was left alone.`);
    let copy = 1;
    do name = `courselet-${tag}-${copy++}`;
    while (customElements.get(name));
  }
  names.set(tag, name);
  customElements.define(name, element);
}

/** The name under which our element is registered; undefined while it is not, and for tags that are not ours. */
export const registeredName = (tag: string): string | undefined => names.get(tag);

/**
 * The name that our element has or will have on this page, for selectors. In templates, `html` of own-tags.ts puts it in:
 * with a prefix, or with the tag taken by somebody else, the plain tag would not be ours.
 */
export const tagName = (tag: string): string => names.get(tag) ?? pageSettings().prefix + tag;
