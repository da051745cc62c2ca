import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AttachmentLink } from "@courselet/contract/learning";
import { afterEach, beforeEach, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
let directory: string;
beforeEach(async () => {
  test = await createTestApp();
  directory = await mkdtemp(join(tmpdir(), "courselet-attachment-"));
});
afterEach(async () => {
  await test.close();
  await rm(directory, { recursive: true });
});

it("links a stored file for a quarter of an hour, under the attachment's name", async () => {
  await writeFile(join(directory, "notes.txt"), "Hello");
  const url = await test.deps.files.add(join(directory, "notes.txt"));
  const { attachmentIds } = await makeCourse(test.db, { attachments: [{ name: "講義ノート.txt", url }] });
  const { headers } = await test.asHostUser("author");
  const response = await test.request(`/v1/attachments/${attachmentIds[0]}`, { headers });
  const link = AttachmentLink.parse(await response.json());
  expect(link.name).toBe("講義ノート.txt");
  expect(Date.parse(link.expiresAt)).toBe(test.clock.now().getTime() + 900_000);

  const { pathname, search } = new URL(link.url);
  const file = await test.request(pathname + search);
  expect(file.status).toBe(200);
  expect(file.headers.get("Content-Disposition")).toContain(encodeURIComponent("講義ノート.txt"));
  expect(await file.text()).toBe("Hello");
  test.clock.advance(900_000);
  expect((await test.request(pathname + search)).status).toBe(403);
});

it.each([
  ["Timetable", "Timetable.txt"],
  ["Notes.TXT", "Notes.TXT"],
  ["Version 1.2", "Version 1.2.txt"],
  ["setup.exe", "setup.exe.txt"],
])("saves the file %j under an ending that says what it is", async (name, saved) => {
  await writeFile(join(directory, "notes.txt"), "Hello");
  const url = await test.deps.files.add(join(directory, "notes.txt"));
  const { attachmentIds } = await makeCourse(test.db, { attachments: [{ name, url }] });
  const { headers } = await test.asHostUser("author");
  const response = await test.request(`/v1/attachments/${attachmentIds[0]}`, { headers });
  const link = AttachmentLink.parse(await response.json());
  expect(link.name).toBe(name);
  const { pathname, search } = new URL(link.url);
  const file = await test.request(pathname + search);
  expect(file.headers.get("Content-Disposition")).toContain(`filename="${saved}"`);
});

it("gives the address of a file elsewhere as it is", async () => {
  const { attachmentIds } = await makeCourse(test.db, { attachments: [{ url: "https://files.example/a.pdf" }] });
  const { headers } = await test.asHostUser("author");
  const response = await test.request(`/v1/attachments/${attachmentIds[0]}`, { headers });
  expect(await response.json()).toMatchObject({ name: "Notes.pdf", url: "https://files.example/a.pdf" });
});
