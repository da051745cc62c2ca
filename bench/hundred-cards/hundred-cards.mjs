// What a page of 100 cards asks for, whether it stays still and responsive while it does, and how long until all are painted,
// beside the same cards drawn by innerHTML and by React: `npm run bench`. One run, the pages in turn, each in a browser with an
// empty cache. Servers on free loopback ports, a new data folder.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { makePages } from "./pages.mjs";

const CARDS = 100;
const ROUNDS = 7;
const courselet = fileURLToPath(new URL("../../packages/server/bin/courselet.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "courselet-bench-"));

function listen(handler) {
  return new Promise((resolve) => {
    const server = createServer(handler).listen(0, "127.0.0.1", () => resolve(server));
  });
}

let html = "";
let scripts = {};
const site = await listen(({ url }, response) => {
  response.setHeader("Content-Type", url in scripts ? "text/javascript" : "text/html; charset=utf-8");
  response.end(scripts[url] ?? (url === "/" ? html : ""));
});
const siteUrl = `http://localhost:${site.address().port}`;
const probe = await listen(() => {});
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
const apiUrl = `http://localhost:${port}`;
const env = { ...process.env, PORT: String(port), PUBLIC_URL: apiUrl, DATA_DIR: folder, ALLOWED_ORIGINS: siteUrl };

writeFileSync(
  join(folder, "courses.csv"),
  [
    "id,title,description,price_usd,category,published",
    ...Array.from(
      { length: CARDS },
      (_, i) =>
        `c${i},Course ${i} with a title of some words,"What course ${i} teaches, in one sentence.",${i % 60},Category ${i % 7},true`,
    ),
  ].join("\n"),
);
const imported = spawnSync(process.execPath, [courselet, "import", join(folder, "courses.csv")], {
  env,
  encoding: "utf8",
});
if (imported.status !== 0) throw new Error(imported.stderr);
const server = spawn(process.execPath, [courselet, "serve"], { env, stdio: "ignore" });

/** Opens the page in a browser of nobody and resolves with what it cost. */
async function measure(browser, titles) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  const requests = [];
  tab.on("requestfinished", async (request) => {
    const path = new URL(request.url()).pathname;
    requests.push({ path, method: request.method(), bytes: (await request.sizes()).responseBodySize });
  });
  await tab.addInitScript((last) => {
    window.measured = { layoutShift: 0, longTasks: [], painted: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.measured.layoutShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.measured.longTasks.push(Math.round(entry.duration));
    }).observe({ type: "longtask", buffered: true });
    // Looks once a frame whether the last card shows its title and its button, and takes the time after the next paint.
    const isDrawn = () => {
      const cards = document.querySelectorAll("course-card, article");
      const card = cards[cards.length - 1];
      const root = card?.shadowRoot ?? card;
      const button =
        root?.querySelector("buy-button")?.shadowRoot?.querySelector("button") ?? root?.querySelector(".last button");
      return !!button && root.textContent.includes(last);
    };
    const look = () => {
      if (!isDrawn()) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => (window.measured.painted = performance.now())));
    };
    requestAnimationFrame(look);
  }, titles.at(-1));
  await tab.goto(siteUrl);
  await tab.waitForFunction(() => window.measured.painted > 0);
  await tab.waitForLoadState("networkidle");
  const { layoutShift, longTasks, painted } = await tab.evaluate(() => window.measured);
  await context.close();
  const of = (test) => requests.filter(({ path, method }) => method !== "OPTIONS" && test(path));
  const bytes = (list) => list.reduce((sum, request) => sum + request.bytes, 0);
  const code = of((path) => /\.(js|css)$/.test(path));
  return {
    data: of((path) => path.startsWith("/v1/")).length,
    code: code.length,
    kilobytes: bytes(code) / 1000,
    layoutShift,
    longest: Math.max(0, ...longTasks),
    painted,
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  while (!(await fetch(`${apiUrl}/readyz`).catch(() => null))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const { courses } = await (await fetch(`${apiUrl}/v1/courses?limit=100`)).json();
  const made = await makePages({ apiUrl, courses });
  scripts = made.scripts;
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
  const results = new Map(Object.keys(made.pages).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, page] of Object.entries(made.pages)) {
      html = page;
      const cost = await measure(
        browser,
        courses.map(({ title }) => title),
      );
      // The first round warms the server and the disk.
      if (round > 0) results.get(name).push(cost);
    }
  }
  console.log(
    `${CARDS} cards, Chromium ${browser.version()}, Node ${process.versions.node}, embedded database, ${ROUNDS - 1} rounds; ` +
      "medians, the longest task of all rounds",
  );
  await browser.close();
  const base = median(results.get("innerHTML").map(({ painted }) => painted));
  for (const [name, costs] of results) {
    const painted = median(costs.map((cost) => cost.painted));
    const [{ data, code, kilobytes }] = costs;
    const longest = Math.max(...costs.map((cost) => cost.longest));
    console.log(
      `  ${name.padEnd(34)} data requests ${data}, files of code ${code} (${kilobytes.toFixed(1)} kB as sent), ` +
        `layout shift ${Math.max(...costs.map(({ layoutShift }) => layoutShift)).toFixed(4)}, ` +
        `${longest === 0 ? "no task over 50 ms" : `longest task ${longest} ms (median ${median(costs.map((cost) => cost.longest))})`}, ` +
        `all painted after ${Math.round(painted)} ms (${(painted / base).toFixed(2)} × innerHTML)`,
    );
  }
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  site.closeAllConnections();
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
