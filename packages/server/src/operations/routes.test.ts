import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createApp } from "../app.js";
import type { Router } from "../http/router.js";
import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { keepWidgets, keptWidgets } from "./widget-files.js";

const SCRIPT = "export const answer = 42;\n".repeat(50);
const HASHED = "course-card-FFYU23S7.js";

let test: TestApp;
let parent: string;
let widgets: string;
let app: Router;
beforeAll(async () => {
  test = await createTestApp();
  parent = await mkdtemp(join(tmpdir(), "courselet-widgets-"));
  widgets = join(parent, "web");
  await mkdir(join(widgets, "assets"), { recursive: true });
  await writeFile(join(widgets, "courselet.js"), SCRIPT);
  await writeFile(join(widgets, "courselet.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(widgets, "courselet.js.gz"), gzipSync(SCRIPT));
  await writeFile(join(widgets, HASHED), SCRIPT);
  await writeFile(join(widgets, "assets", "icon.svg"), "<svg/>");
  await writeFile(join(widgets, "manifest.json"), "{}");
  await writeFile(join(widgets, ".hidden.js"), "secret");
  await writeFile(join(parent, "outside.js"), "secret");
  app = createApp(test.deps, { widgets });
});
afterAll(async () => {
  await test.close();
  await rm(parent, { recursive: true, force: true });
});

const count = (labels: string) => `courselet_request_duration_seconds_count{${labels}}`;
const get = (name: string, headers: Record<string, string> = {}) => app.request(`/widgets/${name}`, { headers });

describe("health", () => {
  it("says that the process answers, and that the database does", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      const response = await test.request(path);
      expect([path, response.status, await response.json()]).toEqual([path, 200, { status: "ok" }]);
    }
  });

  it("is not ready without the database, and alive all the same", async () => {
    const broken = { ...test.deps, db: new Proxy(test.db, { get: () => () => Promise.reject(new Error("away")) }) };
    const without = createApp(broken, { widgets });
    const response = await without.request("/readyz");
    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).toBe("5");
    expect(await response.json()).toMatchObject({ error: { code: "unavailable" } });
    expect((await without.request("/healthz")).status).toBe(200);
  });
});

describe("GET /metrics", () => {
  it("counts answers by route and status, not by address", async () => {
    const counted = createApp(test.deps, { widgets });
    for (const id of ["a", "b"]) await counted.request(`/v1/courses/${id}`);
    await counted.request("/v1/courses");
    await counted.request("/nothing/at/all");
    const response = await counted.request("/metrics");
    expect(response.headers.get("Content-Type")).toMatch(/^text\/plain/);
    const lines = (await response.text()).split("\n");
    expect(lines).toContain(`${count('method="GET",route="/v1/courses/:id",status="400"')} 2`);
    expect(lines).toContain(`${count('method="GET",route="/v1/courses",status="200"')} 1`);
    expect(lines).toContain(`${count('method="GET",route="none",status="404"')} 1`);
    for (const line of lines) expect(line).toMatch(/^$|^# (HELP|TYPE) \w+ |^\w+(\{[^{}]*\})? [\d.e+-]+$/);
  });
});

describe("GET /widgets", () => {
  it("gives the script to any page, for five minutes", async () => {
    const response = await get("courselet.js");
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(SCRIPT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "timing-allow-origin": "*",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
    });
  });

  it("lets files with a hash in their names be kept for good, and no others", async () => {
    expect((await get(HASHED)).headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    for (const name of ["manifest.json", "assets/icon.svg"]) {
      expect((await get(name)).headers.get("Cache-Control")).toBe("public, max-age=300");
    }
  });

  it.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip, deflate", "gzip", gunzipSync],
    ["br;q=0, gzip", "gzip", gunzipSync],
  ])("sends it compressed to whoever accepts %s", async (accepted, encoding, decompress) => {
    const response = await get("courselet.js", { "Accept-Encoding": accepted });
    expect(response.headers.get("Content-Encoding")).toBe(encoding);
    expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    expect(decompress(Buffer.from(await response.arrayBuffer())).toString()).toBe(SCRIPT);
  });

  it.each(["", "identity", "br;q=0", "*;q=0"])("sends it as it is to whoever accepts %j", async (accepted) => {
    const response = await get("courselet.js", { "Accept-Encoding": accepted });
    expect(response.headers.get("Content-Encoding")).toBeNull();
    expect(await response.text()).toBe(SCRIPT);
  });

  it("answers 304 to whoever has it, each encoding for itself", async () => {
    const plain = (await get("courselet.js")).headers.get("ETag") ?? "";
    const brotli = (await get("courselet.js", { "Accept-Encoding": "br" })).headers.get("ETag") ?? "";
    expect(plain).not.toBe(brotli);
    expect((await get("courselet.js", { "If-None-Match": plain })).status).toBe(304);
    expect((await get("courselet.js", { "If-None-Match": brotli, "Accept-Encoding": "br" })).status).toBe(304);
    expect((await get("courselet.js", { "If-None-Match": brotli })).status).toBe(200);
  });

  it("goes on serving what an earlier build made, under the names that hold a hash, compressed as it was", async () => {
    const name = "courselet-1a2b3c4d.js";
    const earlier = join(parent, "earlier");
    await mkdir(earlier);
    await writeFile(join(earlier, name), SCRIPT);
    await writeFile(join(earlier, `${name}.br`), brotliCompressSync(SCRIPT));
    await writeFile(join(earlier, "courselet.js"), "an old one");
    await writeFile(join(earlier, "manifest.json"), "{}");
    expect((await get(name)).status).toBe(404);
    const kept = keptWidgets(test.deps.config);
    await keepWidgets({ widgets: earlier, kept });
    await keepWidgets({ widgets, kept });
    const response = await get(name, { "Accept-Encoding": "br" });
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(brotliDecompressSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(SCRIPT);
    expect(await (await get("courselet.js")).text()).toBe(SCRIPT);
    expect((await readdir(kept)).toSorted()).toEqual([HASHED, name, `${name}.br`].toSorted());
  });

  it("notices a new build, and does not send the old one's compressed file", async () => {
    const path = join(widgets, "again.js");
    await writeFile(`${path}.br`, brotliCompressSync("old"));
    await utimes(`${path}.br`, new Date(0), new Date(0));
    await writeFile(path, "first");
    expect(await (await get("again.js", { "Accept-Encoding": "br" })).text()).toBe("first");
    await writeFile(path, "second");
    await utimes(path, new Date(), new Date(Date.now() + 5_000));
    expect(await (await get("again.js")).text()).toBe("second");
  });

  it("never leaves its folder", async () => {
    const names = [
      "../outside.js",
      "..%2foutside.js",
      "%2e%2e/outside.js",
      "..%5coutside.js",
      "assets/../../outside.js",
      "assets/%2e%2e/%2e%2e/outside.js",
      "/etc/passwd",
      "//etc/passwd",
      ".hidden.js",
      "assets/.%00/icon.svg",
      "courselet.js/",
      "assets",
      "",
      "courselet.js.br",
      "nothing.js",
    ];
    for (const name of names) {
      const response = await get(name);
      expect([name, [400, 404].includes(response.status)]).toEqual([name, true]);
      expect(await response.text()).not.toContain("secret");
    }
  });
});
