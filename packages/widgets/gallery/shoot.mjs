// Photographs the elements in their main states: node packages/widgets/gallery/shoot.mjs [folder] [scene ...]
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { chromium } from "playwright-core";

import { findBrowser } from "../../../scripts/find-browser.mjs";
import { covers } from "./covers.mjs";
import { listShots } from "./list-shots.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const [folder = join(here, "../dist/gallery"), ...wanted] = process.argv.slice(2);

const shots = [
  { name: "cards-light", scene: "cards", width: 1040 },
  { name: "cards-dark", scene: "cards", width: 1040, scheme: "dark" },
  { name: "cards-narrow", scene: "cards", width: 312 },
  { name: "cards-rtl", scene: "arabic", width: 1040 },
  { name: "languages", scene: "languages", width: 1040 },
  { name: "languages-narrow", scene: "languages", width: 320 },
  { name: "layouts-light", scene: "layouts", width: 1040 },
  { name: "layouts-dark", scene: "layouts", width: 1040, scheme: "dark" },
  { name: "layouts-narrow", scene: "layouts", width: 320 },
  { name: "buttons-light", scene: "buttons", width: 1040 },
  { name: "buttons-dark", scene: "buttons", width: 1040, scheme: "dark" },
  { name: "buttons-narrow", scene: "buttons", width: 320 },
  { name: "player-light", scene: "player", width: 1040 },
  { name: "player-dark", scene: "player", width: 1040, scheme: "dark" },
  { name: "player-narrow", scene: "player", width: 340 },
  { name: "player-rtl", scene: "player-arabic", width: 1040 },
  { name: "locked-light", scene: "locked", width: 1040 },
  { name: "locked-dark", scene: "locked", width: 1040, scheme: "dark" },
  { name: "locked-narrow", scene: "locked", width: 340 },
  { name: "design-system", scene: "design-system", width: 1040 },
  { name: "forced-colors", scene: "cards", width: 1040, forcedColors: "active" },
  ...listShots,
].filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const bundle = await build({
  entryPoints: [join(here, "gallery.js")],
  bundle: true,
  write: false,
  format: "esm",
  // The package promises side effects in define.js; here the sources are read, where it is define.ts.
  ignoreAnnotations: true,
  target: "es2022",
  tsconfig: join(here, "../tsconfig.wtr.json"),
});

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gallery</title><body><main></main><script type="module" src="/gallery.js"></script></body></html>`;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const cover = covers[pathname.match(/^\/covers\/(\w+)\.svg$/)?.[1] ?? ""];
  if (cover) response.setHeader("content-type", "image/svg+xml").end(cover);
  else if (pathname === "/gallery.js")
    response.setHeader("content-type", "text/javascript").end(bundle.outputFiles[0].text);
  else response.setHeader("content-type", "text/html").end(page);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const browser = await chromium.launch({ executablePath: await findBrowser(), args: ["--no-sandbox"] });
mkdirSync(folder, { recursive: true });
try {
  for (const { name, scene, width, scheme = "light", forcedColors = "none" } of shots) {
    const context = await browser.newContext({
      viewport: { width, height: 700 },
      colorScheme: scheme,
      forcedColors,
      deviceScaleFactor: 1.5,
      reducedMotion: "reduce",
    });
    const tab = await context.newPage();
    tab.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
    await tab.goto(`http://127.0.0.1:${server.address().port}/#${scene}`);
    await tab.waitForSelector("main[data-ready]");
    await tab.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${shots.length} pictures in ${resolve(folder)}`);
