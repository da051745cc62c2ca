import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

import type { Gallery } from "../../packages/widgets/gallery/photograph.mjs";
import { smallTargets } from "./small-targets.js";

export interface Inspection {
  /** Each state of the scene, and how many of axe's rules it broke in light and in dark. */
  states: Map<string, number>;
  /** Rules that passed, of both runs. */
  passes: number;
  /** Targets that were measured, wide and narrow. */
  targets: number;
  /** What is wrong, by its state. */
  faults: string[];
}

/** A gallery has many of what a page has one of, and shows elements outside of any page's landmarks. */
const notOfElements = ["landmark-unique", "page-has-heading-one", "region"];

/** Opens a scene of the gallery, lets axe look at it in light and dark, and measures what can be pressed, wide and narrow. */
export async function inspectScene(gallery: Gallery, scene: string): Promise<Inspection> {
  const complaints: string[] = [];
  const page = await gallery.open({ scene, width: 1040 }, complaints);
  const names = await page.$$eval("main [data-state]", (figures) =>
    figures.map((figure) => (figure as HTMLElement).dataset["state"] ?? ""),
  );
  const states = new Map((names.length > 0 ? names : [scene]).map((name) => [name, 0]));
  const faults: string[] = [];
  let passes = 0;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const results = await new AxeBuilder({ page }).disableRules(notOfElements).analyze();
    passes += results.passes.length;
    for (const { id, nodes } of results.violations) {
      for (const { target, failureSummary = "" } of nodes) {
        const state = await stateOf(page, [target[0] ?? ""].flat()[0] ?? "");
        states.set(state ?? scene, (states.get(state ?? scene) ?? 0) + 1);
        faults.push(`${state}, ${colorScheme}: ${id}: ${failureSummary}`);
      }
    }
  }
  const wide = await smallTargets(page);
  await page.setViewportSize({ width: 304, height: 700 });
  await page.waitForTimeout(100);
  const narrow = await smallTargets(page);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) faults.push(`At 304 pixels the page is ${sideways} wider than its window.`);
  await page.context().close();
  return {
    states,
    passes,
    targets: wide.measured + narrow.measured,
    faults: [...faults, ...wide.small, ...narrow.small, ...complaints],
  };
}

const stateOf = (page: Page, selector: string): Promise<string | undefined> =>
  page.evaluate(
    (host) => document.querySelector(host)?.closest<HTMLElement>("[data-state]")?.dataset["state"],
    selector,
  );
