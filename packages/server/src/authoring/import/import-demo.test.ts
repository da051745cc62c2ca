import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { importFile } from "./import-file.js";
import { formatReport, noCounts } from "./import-report.js";

const manifest = fileURLToPath(new URL("../../../../../demo/content/courses.yaml", import.meta.url));

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

it("imports the demo's content, with durations read from its videos, once", async () => {
  const steps = new Set<string>();
  const report = await importFile({ deps: test.deps, path: manifest, onProgress: ({ step }) => steps.add(step) });
  expect(report).toMatchObject({
    categories: { ...noCounts(), created: 6 },
    courses: { ...noCounts(), created: 6 },
    chapters: { ...noCounts(), created: 40 },
    attachments: { ...noCounts(), created: 3 },
  });
  expect([...steps]).toEqual(["check", "copy", "write"]);
  expect(formatReport(report)).toMatch(/courses +6 +0 +0 +0 +0/);

  const chapters = await test.db.chapter.findMany();
  for (const { durationSeconds } of chapters) expect(durationSeconds).toBeGreaterThanOrEqual(8);
  const prices = await test.db.course.findMany({
    select: { price: true, currency: true },
    orderBy: { createdAt: "asc" },
  });
  expect(prices).toEqual([
    { price: 14_900, currency: "aed" },
    { price: 4800, currency: "jpy" },
    { price: 0, currency: "usd" },
    { price: 4900, currency: "usd" },
    { price: 3900, currency: "eur" },
    { price: null, currency: "usd" },
  ]);

  const response = await test.request(`/v1/courses?q=${encodeURIComponent("余白")}`);
  const { courses } = (await response.json()) as { courses: { title: string; imageUrl: string }[] };
  expect(courses.map(({ title }) => title)).toEqual(["文字と余白――読みやすい組版のはじめの一歩"]);
  const cover = await test.request(new URL(courses[0]?.imageUrl ?? "").pathname);
  expect(cover.headers.get("content-type")).toContain("image/svg+xml");

  expect(await importFile({ deps: test.deps, path: manifest })).toMatchObject({
    courses: { ...noCounts(), unchanged: 6 },
    chapters: { ...noCounts(), unchanged: 40 },
    attachments: { ...noCounts(), unchanged: 3 },
  });
});
