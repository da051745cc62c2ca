import { copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { importFile } from "./import-file.js";
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
const chapter = (line: string) =>
  `courselet: 1\ncourses:\n  - { key: a, title: A, chapters: [{ key: b, title: B, ${line} }] }\n`;

describe("a faulty manifest", () => {
  it("is refused with every fault, its line and its path", async () => {
    const text = `courselet: 1
coursse: []
categories: [Baking, 7]
courses:
  - key: bread
    titel: Bread
    price: 49
    image: missing.svg
    chapters:
      - { key: mix, title: Mix, video: ../video.mp4, fre: true }
      - key: mix
        title: ""
        video: notes.txt
  - key: bread
    title: Again
    price: 49.001 usd
    attachments:
      - { key: a, name: A, file: "file:///etc/passwd" }
      - { key: b, name: B, file: /etc/passwd }
`;
    expect(await refusal(text)).toEqual(
      [
        "2 coursse: is not a key that is known here",
        "3 categories[1]: Invalid input: expected string, received number",
        "5 courses[0].title: is missing",
        "6 courses[0].titel: is not a key that is known here",
        expect.stringMatching(/^7 courses\[0\]\.price: must be null .*49\.00 usd/),
        '8 courses[0].image: there is no file "missing.svg"',
        "10 courses[0].chapters[0].fre: is not a key that is known here",
        expect.stringMatching(/^10 courses\[0\]\.chapters\[0\]\.video: .*leads out of the folder/),
        '11 courses[0].chapters[1].key: "mix" is the key in line 10 already',
        expect.stringMatching(/^12 courses\[0\]\.chapters\[1\]\.title: Too small/),
        expect.stringMatching(/^13 courses\[0\]\.chapters\[1\]\.video: .*not a video that browsers play/),
        '14 courses[1].key: "bread" is the key in line 5 already',
        expect.stringMatching(/^16 courses\[1\]\.price: .*at most 2 decimals/),
        expect.stringMatching(/^18 courses\[1\]\.attachments\[0\]\.file: .*not an http or https URL/),
        expect.stringMatching(/^19 courses\[1\]\.attachments\[1\]\.file: .*relative/),
      ].toSorted((a, b) => Number.parseInt(String(a), 10) - Number.parseInt(String(b), 10)),
    );
  });

  it("is refused when its syntax is broken, with the line", async () => {
    expect(await refusal("courselet: 1\ncourses:\n  - key: a\n   title: b\n")).toEqual([
      expect.stringMatching(/^4 : /),
    ]);
    expect(await refusal("courselet: 1\ncourses: []\ncourses: []\n")).toEqual([expect.stringMatching(/^3 : .*unique/)]);
    expect(await refusal('{ "courselet": 1,\n  "courses": [],\n}', { name: "courses.json" })).toEqual([
      expect.stringContaining("is not JSON"),
    ]);
    expect(await refusal("")).toEqual(["1 : Invalid input: expected object, received null"]);
  });

  it("is refused when its aliases explode or it is nested without end", async () => {
    const bomb = ["a: &a [x, x]"];
    for (let letter = 98; letter < 120; letter++) {
      const [name, before] = [String.fromCharCode(letter), String.fromCharCode(letter - 1)];
      bomb.push(`${name}: &${name} [*${before}, *${before}, *${before}, *${before}, *${before}]`);
    }
    expect(await refusal(bomb.join("\n"))).toEqual([expect.stringContaining("cannot be read")]);
    expect(await refusal("[".repeat(100_000))).toContainEqual(expect.stringContaining("Maximum call stack"));
  });

  it("is refused when a video is damaged, has another length, or is of no known kind", async () => {
    await writeFile(join(folder.path, "broken.mp4"), "this is not a video");
    expect(await refusal(chapter("video: broken.mp4"))).toEqual([expect.stringMatching(/^3 .*no known format/)]);
    expect(await refusal(chapter("video: video.mp4, durationSeconds: 100"))).toEqual([
      expect.stringMatching(/^3 .*takes 8 seconds, but durationSeconds says 100/),
    ]);
    expect(await refusal(chapter("video: video.wmv"))).toEqual([
      expect.stringMatching(/^3 .*not a video that browsers play/),
    ]);
  });

  it("is refused when a link leads out of its folder", async () => {
    await mkdir(join(folder.path, "inner"));
    await symlink(join(folder.path, "cover.svg"), join(folder.path, "inner", "cover.svg"));
    await writeFile(
      join(folder.path, "inner", "courses.yaml"),
      "courselet: 1\ncourses: [{ key: a, title: A, image: cover.svg }]\n",
    );
    await expect(
      importFile({ deps: folder.app.deps, path: join(folder.path, "inner", "courses.yaml") }),
    ).rejects.toThrow(/leads out/);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "stored:abc.svg",
    "http://user:word@x.example/a.svg",
    "//evil.example/a.svg",
  ])("is refused with the picture %s", async (image) => {
    const problems = await refusal(`courselet: 1\ncourses: [{ key: a, title: A, image: ${JSON.stringify(image)} }]\n`);
    expect(problems).toEqual([expect.stringMatching(/^2 courses\[0\]\.image: /)]);
  });

  it.each([
    ["a NUL", '"a\\0b"', "not text"],
    ["half a character", '"a\\uD800b"', "not text"],
    ["301 characters", `"${"x".repeat(301)}"`, "Too big"],
  ])("is refused with a title of %s", async (_, title, reason) => {
    expect(await refusal(`courselet: 1\ncourses: [{ key: a, title: ${title} }]\n`)).toEqual([
      expect.stringContaining(reason),
    ]);
  });

  it("lists a hundred faults and counts the rest", async () => {
    const many = Array.from({ length: 130 }, (_, index) => `  - { key: k${index}, title: T, colour: red }`);
    const text = `courselet: 1\ncourses:\n${many.join("\n")}\n`;
    const error = await importText(text).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/130 problems[\s\S]*… and 30 more$/);
  });

  it("is refused when it is not there, of no known kind, or not UTF-8", async () => {
    await expect(importFile({ deps: folder.app.deps, path: join(folder.path, "none.yaml") })).rejects.toThrow(
      /does not exist/,
    );
    await expect(importFile({ deps: folder.app.deps, path: join(folder.path, "notes.txt") })).rejects.toThrow(
      /neither a manifest/,
    );
    await writeFile(join(folder.path, "latin.yaml"), Buffer.from("courselet: 1\ntitle: caf\xe9\n", "latin1"));
    await expect(importFile({ deps: folder.app.deps, path: join(folder.path, "latin.yaml") })).rejects.toThrow(
      /latin\.yaml:2 {2}is not UTF-8/,
    );
  });
});
