import { chromium } from "playwright-core";

import { findBrowser, launchArguments } from "../../../scripts/find-browser.mjs";
import { buildGallery } from "./build.mjs";
import { serveGallery } from "./serve.mjs";

/** Letters without hints of the machine's fonts and without colours at their edges. */
const sameEverywhere = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"];

/**
 * Builds the gallery and opens it in a browser. `open` resolves with the page of a scene when it stands still; who opened it
 * closes its context.
 */
export async function openGallery(executablePath = undefined) {
  const site = await serveGallery(await buildGallery());
  const browser = await chromium.launch({
    executablePath: executablePath ?? (await findBrowser()),
    args: [...launchArguments, ...sameEverywhere, "--autoplay-policy=no-user-gesture-required"],
  });
  let converter;
  return {
    async open({ scene, width, scheme = "light", forcedColors = "none", zoom = 1 }, complaints = []) {
      const context = await browser.newContext({
        // A page at 200 % has half the room; that its pixels are larger shows no more.
        viewport: { width: width / zoom, height: 700 },
        colorScheme: scheme,
        forcedColors,
        reducedMotion: "reduce",
        locale: "en",
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(`${scene}: ${error.message}`));
      await page.goto(`${site.url}/#${scene}?plain`);
      await page.waitForSelector("main[data-ready]");
      return page;
    },
    /** Turns a picture into another format: lossy WebP for what is kept, a PNG to compare it. */
    async convert(picture, from, to) {
      converter ??= await browser.newPage();
      const url = await converter.evaluate(
        async ([source, type]) => {
          const bitmap = await createImageBitmap(await (await fetch(source)).blob());
          const canvas = Object.assign(document.createElement("canvas"), {
            width: bitmap.width,
            height: bitmap.height,
          });
          canvas.getContext("2d").drawImage(bitmap, 0, 0);
          return canvas.toDataURL(type, 0.7);
        },
        [`data:${from};base64,${picture.toString("base64")}`, to],
      );
      return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** A picture of all that the scene's page shows, as a PNG. */
export async function photograph(page) {
  // A window as high as the page: covers further down are not loaded before somebody comes near.
  const { width } = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  await page.waitForLoadState("networkidle");
  return page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" });
}
