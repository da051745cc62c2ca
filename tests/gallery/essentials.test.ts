import { existsSync, readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { compare, TOLERANCE } from "../../packages/widgets/gallery/compare.mjs";
import { openGallery, photograph, type Gallery } from "../../packages/widgets/gallery/photograph.mjs";
import { shots } from "../../packages/widgets/gallery/shots.mjs";
import { inspectScene } from "./inspect-scene.js";

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(() => gallery.close());

/** What every page has; `npm run test:gallery` looks at all there is. */
describe("the gallery's main scenes", () => {
  it.each(["cards", "buttons", "player", "locked"])(
    "%s: axe finds nothing, targets are large enough",
    async (scene) => {
      const { faults } = await inspectScene(gallery, scene);
      expect(faults).toEqual([]);
    },
  );

  it.each(shots.filter(({ quick }) => quick))("$name looks as it did when somebody looked at it", async (shot) => {
    const expected = new URL(`../../packages/widgets/gallery/expected/${shot.name}.webp`, import.meta.url);
    expect(existsSync(expected)).toBe(true);
    const page = await gallery.open(shot);
    const picture = await photograph(page);
    await page.context().close();
    const { cells, what } = compare(await gallery.convert(readFileSync(expected), "image/webp", "image/png"), picture);
    expect(cells, `${shot.name} ${what}`).toBeLessThanOrEqual(TOLERANCE.cells);
  });
});
