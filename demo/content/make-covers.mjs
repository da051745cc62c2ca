// Draws the covers of the demo's courses: node demo/content/make-covers.mjs
import { writeFile } from "node:fs/promises";

import { scenes } from "./scenes.mjs";

for (const [key, { draw, cover }] of Object.entries(scenes)) {
  const paths = draw({ time: cover, chapter: 0 }).map(
    ({ d, fill = "none", stroke, strokeWidth, opacity, dash, join = "round" }) =>
      [
        `<path d="${d}" fill="${fill}"`,
        stroke && ` stroke="${stroke}" stroke-width="${strokeWidth}" stroke-linecap="round" stroke-linejoin="${join}"`,
        dash && ` stroke-dasharray="${dash.join(" ")}"`,
        opacity !== undefined && ` opacity="${opacity}"`,
        "/>",
      ]
        .filter(Boolean)
        .join(""),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">\n${paths.join("\n")}\n</svg>\n`;
  await writeFile(new URL(`covers/${key}.svg`, import.meta.url), svg);
  console.log(`covers/${key}.svg ${svg.length} bytes`);
}
