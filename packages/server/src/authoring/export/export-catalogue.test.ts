import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { makeCourse } from "../../testing/make-course.js";
import { importFile } from "../import/import-file.js";
import { noCounts } from "../import/import-report.js";
import { exportCatalogue } from "./export-catalogue.js";

const project = (path: string) => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));
const DEMO = project("demo/content/courses.yaml");
const CATALOGUE = project("../shared/data/catalogue/courses.csv");

let source: TestApp;
let target: TestApp;
let folder: string;
beforeEach(async () => {
  source = await createTestApp();
  target = await createTestApp();
  folder = await mkdtemp(join(tmpdir(), "courselet-export-"));
});
afterEach(async () => {
  await source.close();
  await target.close();
  await rm(folder, { recursive: true });
});

/** Everything in a folder, by path. */
async function contentOf(directory: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(directory, { recursive: true })).toSorted();
  const content = new Map<string, Buffer>();
  for (const name of names) {
    const path = join(directory, name);
    if ((await stat(path)).isFile()) content.set(name, await readFile(path));
  }
  return content;
}

/** Exports, imports that into an empty server, exports that: the same bytes, or the test fails. Returns the manifest. */
async function roundTrip(name: string): Promise<string> {
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  await mkdir(first);
  await mkdir(second);
  const report = await exportCatalogue({ deps: source.deps, path: join(first, name) });
  expect(report.notes).toEqual([]);
  await importFile({ deps: target.deps, path: join(first, name) });
  await exportCatalogue({ deps: target.deps, path: join(second, name) });
  const [before, after] = [await contentOf(first), await contentOf(second)];
  expect([...after.keys()]).toEqual([...before.keys()]);
  // As text first, for a failure that says where.
  expect(after.get(name)?.toString()).toBe(before.get(name)?.toString());
  for (const [path, bytes] of before) expect(after.get(path)?.equals(bytes), path).toBe(true);
  return before.get(name)?.toString() ?? "";
}

/** The catalogue as it stands in the tables, but for what an export is not about. */
async function rowsOf({ db }: TestApp) {
  const omit = { updatedAt: true } as const;
  const all = { ...omit, createdAt: true } as const;
  const order = { orderBy: { id: "asc" } } as const;
  return {
    courses: await db.course.findMany({
      omit: { ...omit, categoryId: true },
      include: { category: { select: { name: true } } },
      ...order,
    }),
    chapters: await db.chapter.findMany({ omit: all, ...order }),
    mux: await db.muxData.findMany({ omit: { id: true }, orderBy: { chapterId: "asc" } }),
    attachments: await db.attachment.findMany({ omit: all, ...order }),
    categories: (await db.category.findMany()).map(({ name }) => name).toSorted(),
  };
}

describe("a round trip", () => {
  it.each(["catalogue.yaml", "catalogue.json"])("of the demo's catalogue, files included, as %s", async (name) => {
    await importFile({ deps: source.deps, path: DEMO });
    const manifest = await roundTrip(name);
    expect(manifest).toContain("bread-on-a-weekday");
    expect(await rowsOf(target)).toEqual(await rowsOf(source));
    const files = await readdir(join(folder, "first", "catalogue.files"));
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) expect(file).toMatch(/^[\p{L}\p{M}\p{N}-]+-[0-9a-f]{8}\.(mp4|svg|pdf|txt)$/u);
    expect((await importFile({ deps: source.deps, path: join(folder, "first", name) })).courses).toEqual({
      ...noCounts(),
      unchanged: 6,
    });
  });

  it("of a real catalogue of 3,672 courses", async ({ skip }) => {
    skip(!existsSync(CATALOGUE), "../shared/data/catalogue/courses.csv is not here");
    await importFile({ deps: source.deps, path: CATALOGUE, authorId: "host:1" });
    const started = performance.now();
    await roundTrip("catalogue.yaml");
    console.info(`exported, imported and exported 3,672 courses in ${Math.round(performance.now() - started)} ms`);
    expect(await target.db.course.count()).toBe(3672);
  }, 120_000);

  it("of what no manifest made: ids are the keys, and everything else is as it was", async () => {
    await makeCourse(source.db, {
      title: "  By   hand ",
      description:
        "Zeile eins  \n\n  eingerückt\n\ttab: # \"quoted\" 'single' \\ \r\nnext\u2028line\u0085 \u{1f600} end\n---\n- x: y",
      category: "Zweite, mit: Zeichen #",
      userId: "host:one",
      price: 0,
      currency: "eur",
      imageUrl: "https://images.example",
      createdAt: new Date("2026-01-02T03:04:05.678Z"),
      chapters: [
        { title: "null", description: "true", position: 7, isFree: true, playbackId: "open", durationSeconds: 12.345 },
        { title: "- 0x1F", description: "1e3", position: 3, isPublished: false, videoUrl: "https://v.example/a.m3u8" },
        { title: "~", description: " #", position: 9, videoUrl: null, durationSeconds: null },
      ],
      attachments: [{ name: "2026-01-01", url: "https://files.example/a%20b.pdf?x=1&y=2#z" }],
    });
    await makeCourse(source.db, {
      userId: "host:two",
      price: 500_050,
      currency: "isk",
      isPublished: false,
      chapters: [],
    });
    await makeCourse(source.db, {
      userId: "host:two",
      price: 12_500,
      currency: "kwd",
      category: "Zweite, mit: Zeichen #",
    });
    await makeCourse(source.db, { userId: "host:two", price: null, createdAt: new Date("2020-01-01") });
    await source.db.category.create({ data: { name: "empty" } });
    await source.db.course.updateMany({
      where: { userId: "host:one" },
      data: { completionPercent: 80, allowsManualCompletion: false },
    });
    await source.db.chapter.updateMany({ where: { position: 3 }, data: { tasteSeconds: 30 } });
    await source.db.muxData.updateMany({ where: { playbackId: "open" }, data: { policy: "public" } });

    for (const name of ["catalogue.yaml", "catalogue.json"]) {
      await rm(join(folder, "first"), { recursive: true, force: true });
      await rm(join(folder, "second"), { recursive: true, force: true });
      const manifest = await roundTrip(name);
      expect(manifest).toMatch(/author"?: "?host:two/);
      expect(manifest).toContain("host:one");
    }
    const [before, after] = [await rowsOf(source), await rowsOf(target)];
    expect(after.courses.map(({ id }) => id)).toEqual(before.courses.map(({ id }) => id));
    expect(after.chapters.map(({ id, description }) => [id, description?.trim()])).toEqual(
      before.chapters.map(({ id, description }) => [id, description?.trim()]),
    );
    expect(after.mux).toEqual(before.mux);
    expect(after.categories).toEqual(before.categories);
    const byHand = before.courses.find(({ userId }) => userId === "host:one");
    expect(after.courses.find(({ userId }) => userId === "host:one")).toEqual({
      ...byHand,
      title: "By hand",
      imageUrl: "https://images.example/",
    });
  });

  it("of nothing at all", async () => {
    expect(await roundTrip("catalogue.yaml")).toBe("courselet: 1\ncourses: []\n");
  });
});

describe("an export", () => {
  it("keeps more courses than it reads at once in their order, and reads each once", async () => {
    const createdAt = new Date("2026-01-01");
    const courses = Array.from({ length: 250 }, (_, index) => ({
      title: `Course ${index}`,
      userId: "host:1",
      createdAt,
    }));
    await source.db.course.createMany({ data: courses });
    const manifest = await roundTrip("catalogue.yaml");
    expect(manifest.match(/^ {2}- key:/gm)).toHaveLength(250);
  });

  it("writes one course alone, by its key or its id", async () => {
    await importFile({ deps: source.deps, path: DEMO });
    const { id } = await source.db.course.findFirstOrThrow({ where: { key: "bread-on-a-weekday" } });
    for (const [course, name] of [
      ["bread-on-a-weekday", "a.yaml"],
      [id, "b.yaml"],
    ] as const) {
      const report = await exportCatalogue({ deps: source.deps, path: join(folder, name), course });
      expect(report.courses).toBe(1);
    }
    const [a, b] = [await readFile(join(folder, "a.yaml"), "utf8"), await readFile(join(folder, "b.yaml"), "utf8")];
    expect(a).toBe(b.replaceAll("b.files/", "a.files/"));
    expect(await importFile({ deps: target.deps, path: join(folder, "a.yaml") })).toMatchObject({
      courses: { created: 1 },
    });
  });

  it("replaces nothing unless it is forced, and leaves nothing half done", async () => {
    await importFile({ deps: source.deps, path: DEMO });
    const path = join(folder, "catalogue.yaml");
    await writeFile(path, "mine");
    await expect(exportCatalogue({ deps: source.deps, path })).rejects.toThrow(/exists already.*--force/);
    expect(await readFile(path, "utf8")).toBe("mine");
    await exportCatalogue({ deps: source.deps, path, isForced: true });
    await exportCatalogue({ deps: source.deps, path, isForced: true });
    expect((await readdir(folder)).toSorted()).toEqual(["catalogue.files", "catalogue.yaml"]);
    await rm(path);
    await expect(exportCatalogue({ deps: source.deps, path })).rejects.toThrow(/catalogue\.files exists already/);
    await expect(exportCatalogue({ deps: source.deps, path: join(folder, "a.txt") })).rejects.toThrow(/must end in/);
    const missing = exportCatalogue({ deps: source.deps, path: join(folder, "b.yaml"), course: "none" });
    await expect(missing).rejects.toThrow('there is no course "none"');
    const nowhere = exportCatalogue({ deps: source.deps, path: join(folder, "none", "b.yaml") });
    await expect(nowhere).rejects.toThrow(/cannot be written \(its folder does not exist\)/);
    expect(await readdir(folder)).toEqual(["catalogue.files"]);
  });

  it("names what it had to leave out", async () => {
    const gone = `stored:${"0".repeat(64)}.mp4`;
    await makeCourse(source.db, {
      imageUrl: "javascript:alert(1)",
      chapters: [{ title: "Gone", videoUrl: gone }],
    });
    const report = await exportCatalogue({ deps: source.deps, path: join(folder, "catalogue.yaml") });
    expect(report.notes).toEqual([
      expect.stringMatching(/^"Gone": its file 0+\.mp4 is missing/),
      expect.stringMatching(/cover": its address is not an http\(s\) URL/),
    ]);
    expect(await readdir(folder)).toEqual([basename("catalogue.yaml")]);
  });
});
