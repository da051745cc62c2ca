import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openGallery, type Gallery } from "../../packages/widgets/gallery/photograph.mjs";

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(() => gallery.close());

/** What has the focus, through all shadow roots: its name, and whether somebody who sees can tell. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!(element instanceof HTMLElement)) return { name: "", isVisible: false };
    // Of a card the whole card is outlined, and of a seek bar the rail grows.
    const outlined = element.closest(".base:has(a.title:focus-visible)") ?? element;
    return {
      name: (element.getAttribute("aria-label") ?? element.textContent).replace(/\s+/g, " ").trim(),
      isVisible: getComputedStyle(outlined).outlineStyle !== "none",
    };
  });

async function tabThrough(page: Page, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let presses = 0; presses < count; presses++) {
    await page.keyboard.press("Tab");
    const { name, isVisible } = await focused(page);
    names.push(isVisible ? name : `${name} (focus not visible)`);
  }
  return names;
}

describe("by keyboard", () => {
  it("a card is its heart, its title and its button, each with a visible focus and a name of its own", async () => {
    const page = await gallery.open({ scene: "rtl", width: 1040 });
    const names = await tabThrough(page, 6);
    expect(names.map((name) => name.split(/[,:]/)[0])).toEqual([
      expect.stringContaining("ishlist"),
      "Light",
      expect.stringContaining("Buy course"),
      expect.stringContaining("ishlist"),
      "Maps that tell the truth",
      expect.stringContaining("Continue"),
    ]);
    await page.context().close();
  });

  it("a player is its poster, the next chapter, and each chapter of the outline", async () => {
    const page = await gallery.open({ scene: "player-rtl", width: 1040 });
    const names = await tabThrough(page, 5);
    expect(names[0]).toContain("Colour that means something");
    expect(names[1]).toBe("Next chapter");
    expect(names.slice(2).every((name) => !name.includes("not visible"))).toBe(true);
    expect(names.join()).toContain("What a map is for");
    await page.context().close();
  });

  it("keeps the focus where it was when what it is on changes", async () => {
    const page = await gallery.open({ scene: "hearts", width: 1040 });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.waitForFunction(
      () => document.activeElement?.shadowRoot?.querySelector("[aria-pressed]")?.ariaPressed === "true",
    );
    expect((await focused(page)).name).toMatch(/wishlist/i);
    await page.context().close();

    const player = await gallery.open({ scene: "player-rtl", width: 1040 });
    await player.keyboard.press("Tab");
    await player.keyboard.press("Tab");
    await player.keyboard.press("Enter");
    await player.getByText("Labels people can find").nth(1).waitFor();
    expect((await focused(player)).name).toBe("Next chapter");
    await player.context().close();
  });
});
