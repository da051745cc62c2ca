// What a page of 100 cards asks for, and whether it stays still and responsive while it does:
// `npm run bench`. Servers on free loopback ports, a new data folder, a real browser with an empty cache.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { findBrowser, launchArguments } from "../scripts/find-browser.mjs";

const CARDS = 100;
const courselet = fileURLToPath(new URL("../packages/server/bin/courselet.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "courselet-bench-"));

function listen(handler) {
  return new Promise((resolve) => {
    const server = createServer(handler).listen(0, "127.0.0.1", () => resolve(server));
  });
}

const site = await listen((request, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(request.url === "/" ? page : "");
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
let page = "";

try {
  while (!(await fetch(`${apiUrl}/readyz`).catch(() => null))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const { courses } = await (await fetch(`${apiUrl}/v1/courses?limit=100`)).json();
  page = `<!doctype html><html lang="en"><title>100 cards</title>
    <style>main{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1.5rem}</style>
    <script type="module" src="${apiUrl}/widgets/courselet.js" data-guests></script>
    <main>${courses.map(({ id, title }) => `<course-card course-id="${id}"><a href="/${id}">${title}</a></course-card>`).join("")}</main>`;

  const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const requests = [];
  tab.on("requestfinished", async (request) => {
    const path = new URL(request.url()).pathname;
    requests.push({ path, method: request.method(), bytes: (await request.sizes()).responseBodySize });
  });
  await tab.addInitScript(() => {
    window.measured = { layoutShift: 0, longTasks: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.measured.layoutShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.measured.longTasks.push(Math.round(entry.duration));
    }).observe({ type: "longtask", buffered: true });
  });
  await tab.goto(siteUrl);
  // A role, because the fallback inside each tag has the same words and is no longer shown.
  for (const { title } of courses) await tab.getByRole("link", { name: title, exact: true }).waitFor();
  await tab.waitForLoadState("networkidle");
  const { layoutShift, longTasks } = await tab.evaluate(() => window.measured);
  const version = browser.version();
  await browser.close();

  const of = (test) => requests.filter(({ path, method }) => method !== "OPTIONS" && test(path));
  const kilobytes = (list) => (list.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1);
  const data = of((path) => path.startsWith("/v1/"));
  const code = of((path) => path.startsWith("/widgets/"));
  console.log(`${CARDS} cards, Chromium ${version}, Node ${process.versions.node}, embedded database`);
  console.log(`  data requests   ${data.length}   ${data.map(({ path }) => path).join(", ")}   ${kilobytes(data)} kB`);
  console.log(`  code requests   ${code.length}   ${kilobytes(code)} kB as sent`);
  console.log(`  layout shift    ${layoutShift.toFixed(4)}`);
  console.log(`  long tasks      ${longTasks.length === 0 ? "none over 50 ms" : `${longTasks.join(", ")} ms`}`);
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  site.closeAllConnections();
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
