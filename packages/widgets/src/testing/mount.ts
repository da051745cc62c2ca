import { ContextProvider } from "@lit/context";
import { fixture } from "@open-wc/testing";
import type { LitElement, TemplateResult } from "lit";

import type { CourseStore } from "../data/course-store.js";
import { storeContext } from "../data/store-context.js";
import { settled } from "./scripted-client.js";

/** Puts an element into the page, inside something that provides `store`, and waits until it shows what it loaded. */
export async function mount<T extends LitElement>(store: CourseStore, template: TemplateResult): Promise<T> {
  const parentNode = document.createElement("div");
  new ContextProvider(parentNode, { context: storeContext, initialValue: store });
  document.body.append(parentNode);
  const element = await fixture<T>(template, { parentNode });
  await shown(element);
  return element;
}

/** Waits for what was asked of the scripted API, and for the element to show it. */
export async function shown(element: LitElement): Promise<void> {
  await settled();
  await element.updateComplete;
}

/** What an element has in its shadow root; fails when it is not there. */
export function inside<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`<${element.localName}> shows no ${selector}`);
  return found;
}

/** Text that somebody who sees reads, without the parts for screen readers alone. */
export function visibleText(element: Element): string {
  const copy = element.cloneNode(true);
  if (copy instanceof Element) for (const hidden of copy.querySelectorAll(".hidden")) hidden.remove();
  return copy.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** The events of one type that reach the page, from now on. */
export function eventsOn<K extends keyof HTMLElementEventMap>(target: EventTarget, type: K): HTMLElementEventMap[K][] {
  const events: HTMLElementEventMap[K][] = [];
  target.addEventListener(type, (event) => events.push(event as HTMLElementEventMap[K]));
  return events;
}
