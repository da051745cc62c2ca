import { expect, it } from "vitest";

import { cacheable } from "./cacheable.js";
import { createRouter } from "./router.js";

const router = createRouter();
router.get("/a", (c) => cacheable(c, { title: "一" }));
router.get("/b", (c) => cacheable(c, { title: "二" }));
const ask = (path: string, ifNoneMatch?: string) =>
  router.request(path, ifNoneMatch === undefined ? {} : { headers: { "If-None-Match": ifNoneMatch } });

it("tags what it answers with, and lets everybody keep it for a while", async () => {
  const response = await ask("/a");
  expect(await response.json()).toEqual({ title: "一" });
  expect(response.headers.get("ETag")).toMatch(/^"[\w-]{27}"$/);
  expect(response.headers.get("Cache-Control")).toBe("public, max-age=60, stale-while-revalidate=600");
  expect((await ask("/b")).headers.get("ETag")).not.toBe(response.headers.get("ETag"));
});

it("answers 304 without a body to whoever has it already", async () => {
  const etag = (await ask("/a")).headers.get("ETag") ?? "";
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const response = await ask("/a", known);
    expect([known, response.status, await response.text()]).toEqual([known, 304, ""]);
    expect(response.headers.get("ETag")).toBe(etag);
    expect(response.headers.get("Cache-Control")).toContain("max-age=60");
  }
  for (const other of ['"other"', "", etag.slice(1)]) expect((await ask("/a", other)).status).toBe(200);
});
