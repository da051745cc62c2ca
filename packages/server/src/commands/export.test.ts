import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, it } from "vitest";

import { bundleSource } from "../testing/bundle-source.js";
import { runProgram } from "../testing/run-program.js";

const DEMO = fileURLToPath(new URL("../../../../demo/content/courses.yaml", import.meta.url));

let program: string;
let parent: string;
beforeAll(async () => {
  program = await bundleSource("main.ts");
  parent = await mkdtemp(join(tmpdir(), "courselet-export-command-"));
});
afterAll(async () => {
  await rm(program, { force: true });
  await rm(parent, { recursive: true, force: true });
});

/** The command line, to its end. */
async function courselet(...args: string[]) {
  const child = runProgram({ path: program, args, env: { DATA_DIR: join(parent, "data") }, cwd: parent });
  const code = await child.ended();
  return { code, ...child.output() };
}

it("courselet export writes what courselet import read, tells how far it is, and replaces nothing unasked", async () => {
  expect(await courselet("import", DEMO)).toMatchObject({ code: 0 });
  const exported = await courselet("export", "out.yaml");
  expect(exported).toMatchObject({ code: 0 });
  expect(exported.stdout).toMatch(/^Exported 6 courses and \d+ files \(\d+\.\d s\)\n$/);
  expect(exported.stderr).toMatch(/^Wrote 6 of 6\nCopied (\d+) of \1\n$/);
  expect((await readdir(parent)).toSorted()).toEqual(["data", "out.files", "out.yaml"]);
  expect(await readFile(join(parent, "out.yaml"), "utf8")).toMatch(/^courselet: 1\n/);

  const again = await courselet("export", "out.yaml");
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toMatch(/^courselet: .*out\.yaml exists already\. .*--force/);
  expect(await courselet("export", "out.yaml", "--force")).toMatchObject({ code: 0 });
  const one = await courselet("export", "one.json", "--course", "bread-on-a-weekday");
  expect(one.stdout).toMatch(/^Exported 1 course and/);
}, 180_000);

it.each([
  [["export"], /export takes one file/],
  [["export", "a.yaml", "b.yaml"], /export takes one file/],
  [["export", "a.yaml", "--nope"], /--nope/],
  [["export", "a.csv"], /must end in/],
  [["export", "a.yaml", "--course", "none"], /there is no course "none"/],
])("courselet %j says on stderr what is wrong", async (args, message) => {
  const { code, stdout, stderr } = await courselet(...args);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

it("courselet export --help explains it", async () => {
  const { code, stdout } = await courselet("export", "--help");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: courselet export <file>/);
});
