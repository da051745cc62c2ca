/**
 * Whether the author put something into the default slot. White space alone, as an editor leaves it, is nothing; the
 * browser would show it in place of the slot's own content.
 */
export function hasOwnContent(element: Element): boolean {
  return [...element.childNodes].some((node) =>
    node instanceof Element ? !node.slot : node instanceof Text && !!node.data.trim(),
  );
}
