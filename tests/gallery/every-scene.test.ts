import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openGallery, type Gallery } from "../../packages/widgets/gallery/photograph.mjs";
import { shots } from "../../packages/widgets/gallery/shots.mjs";
import { inspectScene, type Inspection } from "./inspect-scene.js";

const inspections = new Map<string, Inspection>();
let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(async () => {
  await gallery.close();
  let [states, targets] = [0, 0];
  for (const [scene, inspection] of inspections) {
    states += inspection.states.size;
    targets += inspection.targets;
    console.log(`${scene}: ${inspection.passes} rules passed, ${inspection.targets} targets`);
    for (const [state, violations] of inspection.states) console.log(`   ${violations} violations   ${state}`);
  }
  console.log(`${states} states, each light and dark; ${targets} targets measured, wide and narrow`);
});

describe("axe finds nothing, light and dark, and every target is large enough", () => {
  it.each([...new Set(shots.map(({ scene }) => scene))])("%s", async (scene) => {
    const inspection = await inspectScene(gallery, scene);
    inspections.set(scene, inspection);
    expect(inspection.faults).toEqual([]);
  });
});
