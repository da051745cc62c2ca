import type { Page } from "playwright-core";

const LEAST_PIXELS = 44;

/**
 * What can be pressed in the elements of a page and is smaller than 44 × 44 pixels, by its state and its name. Of a card the
 * whole card is pressed, of a checkbox its label. What a page has put into an element is the page's own.
 */
export function smallTargets(page: Page): Promise<{ measured: number; small: string[] }> {
  return page.evaluate((least) => {
    const small: string[] = [];
    let measured = 0;
    const interactive = "button, a[href], input, select, [role=slider], [tabindex='0']";
    const visit = (root: ShadowRoot, state: string): void => {
      for (const element of root.querySelectorAll<HTMLElement>("*")) {
        if (element.shadowRoot) visit(element.shadowRoot, state);
        if (!element.matches(interactive) || !element.checkVisibility({ visibilityProperty: true })) continue;
        const target = element.matches("a.title") ? element.closest(".base") : (element.closest("label") ?? element);
        const { width, height } = (target ?? element).getBoundingClientRect();
        if (element.closest("[inert]") || width * height < 2) continue;
        measured++;
        if (width < least - 0.1 || height < least - 0.1) {
          const name = element.getAttribute("aria-label") ?? element.textContent?.trim();
          small.push(`${state}: ${element.localName} "${name}" ${width.toFixed(1)} × ${height.toFixed(1)}`);
        }
      }
    };
    for (const element of document.querySelectorAll("main *")) {
      const state = element.closest<HTMLElement>("[data-state]")?.dataset["state"] ?? "";
      if (element.shadowRoot) visit(element.shadowRoot, state || element.localName);
    }
    return { measured, small };
  }, LEAST_PIXELS);
}
