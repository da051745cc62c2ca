import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { noCounts } from "./import-report.js";
import { attachmentId, chapterId, courseId } from "./stable-ids.js";
import { createImportFolder, type ImportFolder } from "./testing/import-folder.js";

const demoVideo = fileURLToPath(new URL("../../../../../demo/content/videos/light-and-shadow-1.mp4", import.meta.url));

let folder: ImportFolder;
beforeEach(async () => {
  folder = await createImportFolder();
  await writeFile(join(folder.path, "cover.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await writeFile(join(folder.path, "notes.txt"), "Notes.");
  await copyFile(demoVideo, join(folder.path, "video.mp4"));
});
afterEach(() => folder.close());

const importText = (text: string, options: { authorId?: string; isDryRun?: boolean; name?: string } = {}) =>
  folder.importText(text, { name: "courses.yaml", ...options });
const refusal = (text: string, options: { authorId?: string; name?: string } = {}) =>
  folder.refusal(text, { name: "courses.yaml", ...options });

const bread = `courselet: 1
author: host:7
courses:
  - key: bread
    title: Bread
    description: Flour and time.
    image: cover.svg
    category: Baking
    price: 49.00 usd
    chapters:
      - { key: mix, title: Mix, free: true, video: video.mp4 }
      - { key: bake, title: Bake, mux: { assetId: asset-1, playbackId: play-1 }, durationSeconds: 61.5 }
    attachments:
      - { key: notes, name: Notes, file: notes.txt }
`;

describe("importing a manifest", () => {
  it("creates categories, courses, chapters and attachments with ids made of their keys", async () => {
    const report = await importText(bread);
    expect(report).toMatchObject({
      categories: { ...noCounts(), created: 1 },
      courses: { ...noCounts(), created: 1 },
      chapters: { ...noCounts(), created: 2 },
      attachments: { ...noCounts(), created: 1 },
    });

    const course = await folder.app.db.course.findUniqueOrThrow({
      where: { id: courseId("bread") },
      include: {
        category: true,
        attachments: true,
        chapters: { include: { muxData: true }, orderBy: { position: "asc" } },
      },
    });
    expect(course).toMatchObject({
      userId: "host:7",
      title: "Bread",
      price: 4900,
      currency: "usd",
      isPublished: true,
      category: { name: "Baking" },
      imageUrl: expect.stringMatching(/^stored:[0-9a-f]{64}\.svg$/),
      createdAt: folder.app.clock.now(),
    });
    expect(course.attachments).toMatchObject([
      { id: attachmentId("bread", "notes"), name: "Notes", url: expect.stringMatching(/^stored:.*\.txt$/) },
    ]);
    expect(course.chapters).toMatchObject([
      {
        id: chapterId("bread", "mix"),
        position: 1,
        isFree: true,
        isPublished: true,
        durationSeconds: 8,
        videoUrl: expect.stringMatching(/^stored:.*\.mp4$/),
        muxData: null,
      },
      { position: 2, isFree: false, durationSeconds: 61.5, muxData: { assetsId: "asset-1", playbackId: "play-1" } },
    ]);
  });

  it("changes nothing when it is repeated", async () => {
    await importText(bread);
    folder.app.clock.advance(60_000);
    const before = await folder.app.db.chapter.findMany({ orderBy: { position: "asc" } });
    const report = await importText(bread);
    expect(report).toMatchObject({
      categories: { ...noCounts(), unchanged: 1 },
      courses: { ...noCounts(), unchanged: 1 },
      chapters: { ...noCounts(), unchanged: 2 },
      attachments: { ...noCounts(), unchanged: 1 },
      notes: [],
    });
    expect(await folder.app.db.chapter.findMany({ orderBy: { position: "asc" } })).toEqual(before);
  });

  it("changes what was changed, and moves only the updatedAt of that", async () => {
    await importText(bread);
    const before = folder.app.clock.now();
    folder.app.clock.advance(60_000);
    const report = await importText(
      bread.replace("49.00 usd", "52.00 eur").replace("title: Bake,", "title: Bake it,").replace("play-1", "play-2"),
    );
    expect(report).toMatchObject({
      courses: { changed: 1, unchanged: 0 },
      chapters: { changed: 1, unchanged: 1 },
      attachments: { changed: 0, unchanged: 1 },
    });
    expect(await folder.app.db.course.findUnique({ where: { id: courseId("bread") } })).toMatchObject({
      price: 5200,
      currency: "eur",
      createdAt: before,
      updatedAt: folder.app.clock.now(),
    });
    const chapters = await folder.app.db.chapter.findMany({ include: { muxData: true }, orderBy: { position: "asc" } });
    expect(chapters).toMatchObject([
      { title: "Mix", updatedAt: before },
      { title: "Bake it", updatedAt: folder.app.clock.now(), muxData: { playbackId: "play-2" } },
    ]);
  });

  it("finds a course by its new words, and no longer by its old ones", async () => {
    await importText(bread);
    await importText(bread.replace("title: Bread", "title: パンと時間"));
    expect(await folder.search("時間")).toEqual(["パンと時間"]);
    expect(await folder.search("bread")).toEqual([]);
  });

  it("unpublishes a chapter that is listed no more, keeps its learners' progress, and brings it back", async () => {
    await importText(bread);
    const bake = chapterId("bread", "bake");
    await folder.app.db.userProgress.create({ data: { userId: "host:1", chapterId: bake, isCompleted: true } });

    const without = bread
      .split("\n")
      .filter((line) => !line.includes("key: bake"))
      .join("\n");
    const report = await importText(without);
    expect(report.chapters).toEqual({ ...noCounts(), unchanged: 1, unpublished: 1 });
    expect(report.notes).toEqual([expect.stringContaining('"Bake" is no longer a chapter of "Bread"')]);
    expect(await folder.app.db.chapter.findUnique({ where: { id: bake } })).toMatchObject({
      isPublished: false,
      position: 2,
    });
    expect(await folder.app.db.userProgress.count()).toBe(1);
    expect((await importText(without)).chapters).toEqual({ ...noCounts(), unchanged: 1 });

    expect((await importText(bread)).chapters).toEqual({ ...noCounts(), changed: 1, unchanged: 1 });
    expect(await folder.app.db.chapter.findUnique({ where: { id: bake } })).toMatchObject({
      isPublished: true,
      position: 2,
    });
  });

  it("leaves chapters and attachments that were made by hand alone, behind the listed ones", async () => {
    await importText(bread);
    const byHand = await folder.app.db.chapter.create({
      data: { title: "By hand", position: 3, isPublished: true, courseId: courseId("bread") },
    });
    await folder.app.db.attachment.create({
      data: { name: "By hand", url: "https://x.example/a", courseId: courseId("bread") },
    });

    await importText(bread.replace("    attachments:", "      - { key: eat, title: Eat }\n    attachments:"));
    expect(await folder.app.db.chapter.findUnique({ where: { id: byHand.id } })).toMatchObject({
      isPublished: true,
      position: 4,
    });

    const report = await importText(bread.slice(0, bread.indexOf("    attachments:")));
    expect(report.attachments).toEqual({ ...noCounts(), removed: 1 });
    expect(await folder.app.db.attachment.findMany()).toMatchObject([{ name: "By hand" }]);
  });

  it("takes chapters in a new order", async () => {
    await importText(bread);
    const lines = bread.split("\n");
    const [mix, bake] = [
      lines.findIndex((line) => line.includes("key: mix")),
      lines.findIndex((line) => line.includes("key: bake")),
    ];
    [lines[mix], lines[bake]] = [lines[bake] ?? "", lines[mix] ?? ""];
    expect((await importText(lines.join("\n"))).chapters).toEqual({ ...noCounts(), changed: 2 });
    const titles = await folder.app.db.chapter.findMany({
      orderBy: { position: "asc" },
      select: { title: true, position: true },
    });
    expect(titles).toEqual([
      { title: "Bake", position: 1 },
      { title: "Mix", position: 2 },
    ]);
  });

  it("writes nothing in a dry run, and says what it would do", async () => {
    const report = await importText(bread, { isDryRun: true });
    expect(report).toMatchObject({ isDryRun: true, courses: { created: 1 }, chapters: { created: 2 } });
    expect(await folder.app.db.course.count()).toBe(0);
    expect(await folder.app.db.category.count()).toBe(0);
    await importText(bread);
    expect(await importText(bread, { isDryRun: true })).toMatchObject({
      courses: { unchanged: 1 },
      attachments: { unchanged: 1 },
    });
  });

  it("gives new courses to the author of the command line, and never takes over another's", async () => {
    await importText(bread, { authorId: "host:9" });
    expect(await folder.app.db.course.findFirst()).toMatchObject({ userId: "host:9" });
    expect(await refusal(bread)).toEqual([`4 : the course "bread" belongs to host:9, not to host:7`]);
    const unsigned = bread.replace("author: host:7\n", "").replace("Flour and time.", "Time and flour.");
    expect((await importText(unsigned)).courses.changed).toBe(1);
    expect(await folder.app.db.course.findFirst()).toMatchObject({ userId: "host:9", description: "Time and flour." });
    expect(await refusal(bread, { authorId: "nobody" })).toEqual([
      expect.stringContaining('"nobody" is not a user id'),
    ]);
  });

  it("gives courses that nobody owned to the author who is named later", async () => {
    await importText(bread.replace("author: host:7\n", ""));
    expect(await folder.app.db.course.findFirst()).toMatchObject({ userId: "courselet:import" });
    expect((await importText(bread)).courses.changed).toBe(1);
    expect(await folder.app.db.course.findFirst()).toMatchObject({ userId: "host:7" });
  });

  it("reads the same from JSON", async () => {
    await importText(bread);
    const json = JSON.stringify(
      {
        courselet: 1,
        courses: [
          {
            key: "bread",
            title: "Bread",
            description: "Flour and time.",
            image: "cover.svg",
            category: "Baking",
            price: { amount: 4900, currency: "usd" },
            chapters: [
              { key: "mix", title: "Mix", free: true, video: "video.mp4" },
              { key: "bake", title: "Bake", mux: { assetId: "asset-1", playbackId: "play-1" }, durationSeconds: 61.5 },
            ],
            attachments: [{ key: "notes", name: "Notes", file: "notes.txt" }],
          },
        ],
      },
      null,
      "\t",
    );
    expect(await importText(json, { name: "courses.json" })).toMatchObject({
      courses: { unchanged: 1 },
      chapters: { unchanged: 2 },
      attachments: { unchanged: 1 },
    });
  });
});
