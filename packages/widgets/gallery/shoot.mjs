// Photographs the elements in all their states into dist/gallery-pictures, and compares with expected/.
// `npm run gallery`, `npm run gallery -- cards player` for some alone, `npm run gallery -- --update` to renew what is expected.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { compare, TOLERANCE } from "./compare.mjs";
import { openGallery, photograph } from "./photograph.mjs";
import { shots } from "./shots.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = join(here, "../dist/gallery-pictures");
const expectedFolder = join(here, "expected");
const update = process.argv.includes("--update");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const chosen = shots.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

mkdirSync(folder, { recursive: true });
mkdirSync(expectedFolder, { recursive: true });
const complaints = [];
let worst = 0;
const gallery = await openGallery();
try {
  for (const shot of chosen) {
    const page = await gallery.open(shot, complaints);
    const picture = await photograph(page);
    await page.context().close();
    writeFileSync(join(folder, `${shot.name}.png`), picture);
    if (shot.compared === false) continue;
    const expected = join(expectedFolder, `${shot.name}.webp`);
    if (update) writeFileSync(expected, await gallery.convert(picture, "image/png", "image/webp"));
    else if (!existsSync(expected)) complaints.push(`${shot.name}: nothing is expected yet; see it, then --update`);
    else {
      const { share, difference, what } = compare(
        await gallery.convert(readFileSync(expected), "image/webp", "image/png"),
        picture,
      );
      worst = Math.max(worst, share);
      if (difference && share > 0) writeFileSync(join(folder, `${shot.name}.difference.png`), difference);
      if (share > TOLERANCE.share) complaints.push(`${shot.name} ${what}`);
    }
  }
} finally {
  await gallery.close();
}
for (const complaint of complaints) console.error(complaint);
console.log(
  `${chosen.length} pictures in ${folder}; at most ${(worst * 100).toFixed(3)} % of the pixels of one differ`,
);
if (complaints.length > 0) process.exitCode = 1;
