// How long after a visitor presses "Pay" the page of the course is unlocked: `npm run bench`. The demo as `npm start` runs
// it, on free loopback ports, with the Stripe stand-in; a guest of their own for each payment, by card, in a real browser.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { findBrowser, launchArguments } from "../scripts/find-browser.mjs";

const COURSE = "4a69f635-6847-5448-bebb-466aceead497";
const PAYMENTS = 5;
const root = fileURLToPath(new URL("../", import.meta.url));

/** Events that come at once, and those of `npm start`, which come after the visitor: the return page is first then. */
const DELAYS_MS = [0, 1500];

const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
try {
  console.log(`\nFrom "Pay" to the unlocked page, ${PAYMENTS} payments by card each:`);
  for (const delayMs of DELAYS_MS) {
    const demo = await startDemo(delayMs);
    try {
      // The first page of a process pays for what is loaded once; it is not counted.
      await payAndUnlock(demo);
      const times = [];
      for (let payment = 0; payment < PAYMENTS; payment++) times.push(await payAndUnlock(demo));
      times.sort((a, b) => a.unlocked - b.unlocked);
      const { unlocked, returned } = times[Math.floor(PAYMENTS / 2)];
      console.log(
        `  webhook after ${delayMs} ms: median ${unlocked} ms (of them ${returned} ms until the browser is back), ` +
          `longest ${times.at(-1).unlocked} ms`,
      );
    } finally {
      await demo.stop();
    }
  }
} finally {
  await browser.close();
}

async function payAndUnlock({ siteUrl, stripeUrl }) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${siteUrl}/courses/${COURSE}`);
    const button = page.locator(".under buy-button");
    await button.getByRole("button", { name: /Buy course/ }).click();
    await page.waitForURL(`${stripeUrl}/**`);
    await page.getByLabel("E-mail").fill("bench@mail.example");
    const started = performance.now();
    await page.getByRole("button", { name: /^Pay/ }).click({ noWaitAfter: true });
    await page.waitForURL(`${siteUrl}/**`, { waitUntil: "commit" });
    const returned = Math.round(performance.now() - started);
    await button.getByText("You own this course").waitFor();
    return { returned, unlocked: Math.round(performance.now() - started) };
  } finally {
    await context.close();
  }
}

async function startDemo(delayMs) {
  const [apiPort, sitePort] = await freePorts();
  const folder = mkdtempSync(join(tmpdir(), "courselet-bench-"));
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: String(apiPort),
    DEMO_PORT: String(sitePort),
    DEMO_WEBHOOK_DELAY_MS: String(delayMs),
    DATA_DIR: folder,
  };
  const child = spawn(process.execPath, ["demo/dist/main.js"], { cwd: root, env, stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let output = "";
  await new Promise((ready, fail) => {
    child.stdout.on("data", (text) => {
      output += text;
      if (output.includes("Ctrl-C ends all of it")) ready();
    });
    ended.then((status) => fail(new Error(`the demo ended with status ${status}:\n${output}`)));
  });
  return {
    siteUrl: `http://localhost:${sitePort}`,
    stripeUrl: `http://localhost:${sitePort + 1}`,
    async stop() {
      child.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One free port for the API, and one for the site whose successor is free too. */
async function freePorts() {
  for (;;) {
    const [api, site] = [await freePort(), await freePort()];
    const next = await freePort(site + 1).catch(() => null);
    if (next !== null && api !== site && api !== next) return [api, site];
  }
}

function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
