import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { loadSecrets, SecretsFileError } from "./load-secrets.js";

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "courselet-secrets-"));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

it("makes two keys once, readable by their owner alone", async () => {
  const directory = join(parent, "data");
  const first = await loadSecrets(directory);
  expect([first.guest.length, first.files.length]).toEqual([32, 32]);
  expect(first.guest).not.toEqual(first.files);
  expect(await loadSecrets(directory)).toEqual(first);
  expect((await stat(join(directory, "secrets.json"))).mode & 0o777).toBe(0o600);
});

it("gives servers that start at once the same keys", async () => {
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => loadSecrets(parent)));
  for (const other of others) expect(other).toEqual(first);
  expect(await readdir(parent)).toEqual(["secrets.json"]);
});

it.each(["", "{}", '{"guest":"AAAA","files":"AAAA"}'])("refuses a damaged file: %j", async (text) => {
  await writeFile(join(parent, "secrets.json"), text);
  await expect(loadSecrets(parent)).rejects.toThrow(SecretsFileError);
});
