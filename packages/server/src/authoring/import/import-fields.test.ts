import { randomUUID } from "node:crypto";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { makeCourse } from "../../testing/make-course.js";
import { noCounts } from "./import-report.js";
import { chapterId, courseId } from "./stable-ids.js";
import { createImportFolder, type ImportFolder } from "./testing/import-folder.js";

const demoVideo = fileURLToPath(new URL("../../../../../demo/content/videos/light-and-shadow-1.mp4", import.meta.url));

let folder: ImportFolder;
beforeEach(async () => {
  folder = await createImportFolder();
  await writeFile(join(folder.path, "notes.txt"), "Notes.");
  await copyFile(demoVideo, join(folder.path, "video.mp4"));
});
afterEach(() => folder.close());

const importText = (text: string) => folder.importText(text, { name: "courses.yaml" });
const refusal = (text: string) => folder.refusal(text, { name: "courses.yaml" });

const FULL = `courselet: 1
author: host:1
courses:
  - key: bread
    author: host:2
    title: Bread
    completion: 80
    manualCompletion: false
    chapters:
      - { key: mix, title: Mix, video: video.mp4, taste: 3 }
      - { key: open, title: Open, free: true, mux: { assetId: asset, playbackId: play, policy: public } }
      - { key: soon, title: Soon, mux: { assetId: later } }
    attachments:
      - { key: link, name: Link, file: "https://files.example/a.PDF?x=1" }
      - { key: notes, name: Notes, file: notes.txt }
  - { key: butter, title: Butter, completion: ended }
`;

describe("what a manifest says", () => {
  it("of completion, tastes, policies, authors, keys, sizes and order is kept, and changes nothing when it is repeated", async () => {
    await importText(FULL);
    const { db } = folder.app;
    expect(await db.course.findUnique({ where: { id: courseId("bread") } })).toMatchObject({
      key: "bread",
      userId: "host:2",
      completionPercent: 80,
      allowsManualCompletion: false,
    });
    expect(await db.course.findUnique({ where: { id: courseId("butter") } })).toMatchObject({
      userId: "host:1",
      completionPercent: null,
      allowsManualCompletion: true,
    });
    const chapters = await db.chapter.findMany({ orderBy: { position: "asc" }, include: { muxData: true } });
    expect(chapters).toMatchObject([
      { key: "mix", tasteSeconds: 3, muxData: null },
      { key: "open", tasteSeconds: null, muxData: { policy: "public" } },
      { key: "soon", muxData: { policy: "signed", playbackId: null } },
    ]);
    expect(await db.attachment.findMany({ orderBy: { position: "asc" } })).toMatchObject([
      { key: "link", position: 0, sizeBytes: null, contentType: "application/pdf" },
      { key: "notes", position: 1, sizeBytes: 6n, contentType: "text/plain; charset=utf-8" },
    ]);
    // The video, the notes, and the taste that nobody has asked for yet.
    expect(await readdir(join(folder.app.deps.config.dataDir, "files"))).toHaveLength(3);

    expect(await importText(FULL)).toMatchObject({
      courses: { ...noCounts(), unchanged: 2 },
      chapters: { ...noCounts(), unchanged: 3 },
      attachments: { ...noCounts(), unchanged: 2 },
    });
  });

  it("fills in keys, sizes and types that rows of an older version lack: that counts as a change, once", async () => {
    await importText(FULL);
    await folder.app.db.course.updateMany({ data: { key: null } });
    await folder.app.db.chapter.updateMany({ data: { key: null } });
    await folder.app.db.attachment.updateMany({ data: { key: null, sizeBytes: null, contentType: null, position: 0 } });
    expect(await importText(FULL)).toMatchObject({
      courses: { changed: 2 },
      chapters: { changed: 3 },
      attachments: { changed: 2 },
    });
    expect(await importText(FULL)).toMatchObject({ courses: { unchanged: 2 }, chapters: { unchanged: 3 } });
  });

  it("of a chapter that is public no more closes the public door at Mux", async () => {
    await importText(FULL);
    const { notes } = await importText(FULL.replace("free: true, ", "").replace(", policy: public", ""));
    expect(notes).toEqual([expect.stringMatching(/"Open" of "Bread" played for everybody by play/)]);
    expect(await folder.app.db.videoJob.findMany()).toMatchObject([
      { kind: "delete_playback_id", subject: "asset", playbackId: "play" },
    ]);
    expect(await folder.app.db.muxData.count({ where: { policy: "public" } })).toBe(0);
  });
});

describe("a key that is a UUID", () => {
  it("is the id of what the author API made, and finds it again", async () => {
    const made = await makeCourse(folder.app.db, { title: "Made", userId: "host:1", chapters: [{ title: "One" }] });
    const [chapter = ""] = made.chapterIds;
    const text = `courselet: 1
author: host:1
courses:
  - key: ${made.courseId.toUpperCase()}
    title: Made anew
    chapters: [{ key: ${chapter}, title: One anew }]
`;
    expect(await importText(text)).toMatchObject({ courses: { changed: 1 }, chapters: { changed: 1 } });
    expect(await folder.app.db.course.findMany()).toMatchObject([{ id: made.courseId, title: "Made anew", key: null }]);
    expect(await folder.app.db.chapter.findMany()).toMatchObject([{ id: chapter, title: "One anew", key: null }]);
  });

  it("takes no chapter from another course, in the file or in the database", async () => {
    const { chapterIds } = await makeCourse(folder.app.db, { userId: "host:2", chapters: [{}] });
    const [taken = ""] = chapterIds;
    expect(
      await refusal(`courselet: 1\ncourses:\n  - { key: a, title: A, chapters: [{ key: ${taken}, title: T }] }\n`),
    ).toEqual([expect.stringMatching(/^3 : the chapter ".*" belongs to another course already$/)]);
    const id = randomUUID();
    const course = (key: string) => `  - { key: ${key}, title: A, chapters: [{ key: ${id}, title: T }] }\n`;
    expect(await refusal(`courselet: 1\ncourses:\n${course("a")}${course("b")}`)).toEqual([
      expect.stringMatching(/is the key in line 3 already$/),
    ]);
  });

  it("in a course is not mixed up with the keys of its chapters", () => {
    const id = randomUUID();
    expect(courseId(id)).toBe(id);
    expect(chapterId(id, "one")).not.toBe(chapterId(randomUUID(), "one"));
  });
});

describe("a manifest is refused", () => {
  it.each([
    ["completion: 101", "courses[0].completion"],
    ["completion: half", "courses[0].completion"],
    ["chapters: [{ key: c, title: C, taste: 0 }]", "courses[0].chapters[0].taste"],
    ["chapters: [{ key: c, title: C, taste: 1.5 }]", "courses[0].chapters[0].taste"],
    ["author: nobody", "courses[0].author"],
    [
      "chapters: [{ key: c, title: C, mux: { assetId: a, playbackId: p, policy: public } }]",
      "courses[0].chapters[0].mux.policy",
    ],
  ])("with %s", async (line, path) => {
    const problems = await refusal(`courselet: 1\ncourses:\n  - key: a\n    title: A\n    ${line}\n`);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^5 ${path.replaceAll(/[[\]]/g, "\\$&")}: `))]);
  });

  it("with a video in an encoding that browsers do not play", async () => {
    const video = await readFile(demoVideo);
    for (let at = video.indexOf("avc1"); at !== -1; at = video.indexOf("avc1", at + 1)) video.write("zzzz", at);
    await writeFile(join(folder.path, "strange.mp4"), video);
    expect(
      await refusal(
        "courselet: 1\ncourses:\n  - key: a\n    title: A\n    chapters: [{ key: c, title: C, video: strange.mp4 }]\n",
      ),
    ).toEqual([expect.stringMatching(/is encoded in a way \(zzzz\) that browsers do not play/)]);
  });
});
