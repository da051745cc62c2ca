import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { bundleSource } from "../testing/bundle-source.js";
import { runProgram, type RunningProgram } from "../testing/run-program.js";
import { lockDirectory, LockedDirectoryError } from "./lock.js";

let program: string;
let parent: string;
let directory: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  program = await bundleSource("testing/hold-lock.ts");
});
afterAll(() => rm(program, { force: true }));
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "courselet-lock-"));
  directory = join(parent, "pgdata");
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.process.kill("SIGKILL");
    await child.ended();
  }
  await rm(parent, { recursive: true, force: true });
});

function holder(): RunningProgram {
  const child = runProgram({ path: program, args: [directory] });
  running.push(child);
  return child;
}

describe("a directory that another process holds", () => {
  it("is refused at once, naming that process and since when", async () => {
    const other = holder();
    await other.printed(/holds/);
    const started = performance.now();
    const failure = await lockDirectory(directory).catch((error: unknown) => error);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(failure).toBeInstanceOf(LockedDirectoryError);
    const { pid } = other.process;
    expect(failure).toMatchObject({
      pid,
      message: expect.stringContaining(`process ${pid}, running since 20`) as string,
    });
  });

  it("is free again when it has ended, in whatever way", async () => {
    const other = holder();
    await other.printed(/holds/);
    other.process.kill("SIGKILL");
    await other.ended();
    expect(await holderAfterTaking()).toMatchObject(ME);
  });

  it("goes to one of many that start at once, also over a stale lock", async () => {
    const first = holder();
    await first.printed(/holds/);
    first.process.kill("SIGKILL");
    await first.ended();
    const others = [1, 2, 3, 4, 5].map(() => holder());
    const said = await Promise.all(others.map(async (other) => (await other.printed(/.+/))[0]));
    expect(said.filter((line) => line.startsWith("holds"))).toHaveLength(1);
    expect(said.filter((line) => line.includes("is in use by process"))).toHaveLength(4);
  });
});

describe("a lock of this process", () => {
  it("is not shared with a second opening by the same process", async () => {
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(LockedDirectoryError);
    await unlock();
    expect(await holderAfterTaking()).toMatchObject(ME);
  });

  it("leaves nothing behind", async () => {
    const unlock = await lockDirectory(directory);
    await unlock();
    expect(await readdir(parent)).toEqual([]);
  });
});

const stale = (holding: object) => writeFile(`${directory}.lock`, JSON.stringify(holding));

/** Takes the lock, reads whose it is then, and gives it up. */
async function holderAfterTaking(): Promise<unknown> {
  const unlock = await lockDirectory(directory);
  const text = await readFile(`${directory}.lock`, "utf8");
  await unlock();
  return JSON.parse(text);
}

const ME = { pid: process.pid };

describe("a stale lock", () => {
  const GONE = 4_194_304 + 1;

  it("of a process that is gone is taken over", async () => {
    await stale({ pid: GONE, startedAt: "2026-01-01T00:00:00.000Z", processStart: null, opening: "a" });
    expect(await holderAfterTaking()).toMatchObject(ME);
  });

  it.runIf(process.platform === "linux")("whose number now belongs to another program is taken over", async () => {
    await stale({ pid: process.ppid, startedAt: "2026-01-01T00:00:00.000Z", processStart: "boot/1", opening: "a" });
    expect(await holderAfterTaking()).toMatchObject(ME);
  });

  it("of a process that may still be the one is not", async () => {
    await stale({ pid: process.ppid, startedAt: "2026-01-01T00:00:00.000Z", processStart: null, opening: "a" });
    await expect(lockDirectory(directory)).rejects.toMatchObject({ pid: process.ppid });
  });

  it.each(["", "{", "{}"])("that is damaged is taken over: %j", async (text) => {
    await writeFile(`${directory}.lock`, text);
    expect(await holderAfterTaking()).toMatchObject(ME);
  });
});
