import type { ReactiveElement } from "lit";

const followed = new WeakMap<ReactiveElement, Element>();

/** Brings another current chapter into view in its list; `scrollIntoView` would move the page as well. */
export function followCurrent(element: ReactiveElement): void {
  const row = element.renderRoot.querySelector<HTMLElement>('[aria-current="true"]');
  if (!row || row === followed.get(element)) return;
  followed.set(element, row);
  const list = row.offsetParent;
  if (list) list.scrollTop = row.offsetTop - list.clientHeight / 2;
}
