import type { AttachmentAdded, AuthorAttachment } from "@courselet/contract/authoring";
import type { Course } from "@courselet/contract/catalogue";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { authorClient, type AuthorClient } from "../../testing/author-client.js";
import { createTestApp, type TestApp } from "../../testing/create-test-app.js";

let test: TestApp;
let author: AuthorClient;
let other: AuthorClient;
beforeAll(async () => {
  test = await createTestApp();
  author = authorClient(test, await test.asHostUser("author", { role: "author" }));
  other = authorClient(test, await test.asHostUser("other", { role: "author" }));
});
afterAll(() => test.close());

const add = (courseId: string, input: Record<string, unknown>) =>
  author.send<AttachmentAdded>("POST", `courses/${courseId}/attachments`, input);
const shown = async (courseId: string) =>
  ((await (await test.request(`/v1/courses/${courseId}`)).json()) as Course).attachments;

/** Sends a file where the server said. */
async function put(uploadUrl: string, bytes: string): Promise<number> {
  const { pathname } = new URL(uploadUrl);
  return (await test.request(pathname, { method: "PUT", body: bytes })).status;
}

describe("an attachment", () => {
  it("is a link", async () => {
    const { id } = await author.published();
    const { status, body } = await add(id, { name: "Timetable", url: "https://files.example/t.pdf" });
    expect([status, body.upload]).toEqual([201, null]);
    expect(body.attachment).toMatchObject({
      name: "Timetable",
      url: "https://files.example/t.pdf",
      state: "ready",
      sizeBytes: null,
      contentType: null,
    });
    expect((await author.course(id)).attachments).toEqual([body.attachment]);
    expect(await shown(id)).toMatchObject([{ name: "Timetable" }]);
  });

  it("is a file, which learners see when it has arrived", async () => {
    const { id } = await author.published();
    const { status, body } = await add(id, { name: "Notes", fileName: "notes.txt", sizeBytes: 5 });
    expect([status, body.attachment.state, body.attachment.url]).toEqual([201, "waiting", null]);
    expect(await shown(id)).toEqual([]);
    const author42 = (await test.asHostUser("author", { role: "author" })).headers;
    const link = () => test.request(`/v1/attachments/${body.attachment.id}`, { headers: author42 });
    expect((await link()).status).toBe(404);

    expect(await put(body.upload?.uploadUrl ?? "", "hello")).toBe(204);
    expect((await author.course(id)).attachments).toMatchObject([{ state: "ready", url: null, sizeBytes: 5 }]);
    expect(await shown(id)).toMatchObject([{ name: "Notes", sizeBytes: 5, contentType: "text/plain; charset=utf-8" }]);
    const { url } = (await (await link()).json()) as { url: string };
    const file = await test.request(url.replace("http://localhost:8787", ""));
    expect([file.status, await file.text()]).toEqual([200, "hello"]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["neither link nor file", { name: "A" }, "url"],
    ["both", { name: "A", url: "https://a.example/", fileName: "a.pdf", sizeBytes: 1 }, "url"],
    ["half a file", { name: "A", fileName: "a.pdf" }, "url"],
    ["no name", { url: "https://a.example/" }, "name"],
    ["a script", { name: "A", url: "javascript:alert(1)" }, "url"],
    ["a program", { name: "A", fileName: "a.exe", sizeBytes: 1 }, "fileName"],
    ["too much", { name: "A", fileName: "a.pdf", sizeBytes: 1e15 }, "sizeBytes"],
  ])("with %s is refused by the name of the field", async (_, input, path) => {
    const { id } = await author.draft();
    const { status, body } = await add(id, input);
    expect([status, body.error?.details?.map((detail) => detail.path)]).toEqual([400, [path]]);
    expect((await author.course(id)).attachments).toEqual([]);
  });

  it("keeps its place, is given another name, and goes", async () => {
    const { id } = await author.published();
    const names = ["C", "A", "B"];
    for (const name of names) await add(id, { name, url: "https://files.example/" });
    expect((await shown(id)).map(({ name }) => name)).toEqual(names);
    const [first, second] = (await author.course(id)).attachments;
    const renamed = await author.send<AuthorAttachment>("PATCH", `attachments/${first?.id}`, { name: "Z" });
    expect(renamed.body).toEqual({ ...first, name: "Z" });
    expect((await author.send("PATCH", `attachments/${first?.id}`, { url: "https://a.example/" })).status).toBe(400);
    expect((await author.send("DELETE", `attachments/${second?.id}`)).status).toBe(204);
    expect((await shown(id)).map(({ name }) => name)).toEqual(["Z", "B"]);
  });

  it("is another author's own: 404", async () => {
    const { id } = await author.published();
    const { body } = await add(id, { name: "A", url: "https://files.example/" });
    const path = `attachments/${body.attachment.id}`;
    expect((await other.send("PATCH", path, { name: "Mine" })).status).toBe(404);
    expect((await other.send("DELETE", path)).status).toBe(404);
  });
});

describe("the picture of a course", () => {
  it("is the file that was sent", async () => {
    const { id } = await author.draft();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const file = { fileName: "cover.svg", sizeBytes: svg.length };
    const { status, body } = await author.send<{ uploadUrl: string }>("POST", `courses/${id}/image`, file);
    expect(status).toBe(201);
    expect(await put(body.uploadUrl, svg)).toBe(204);
    const { imageUrl, missing } = await author.course(id);
    expect(imageUrl).toMatch(/^http:\/\/localhost:8787\/media\/[0-9a-f]{64}\.svg$/);
    expect(missing).not.toContain("imageUrl");
  });

  it("is a picture", async () => {
    const { id } = await author.draft();
    const { status, body } = await author.send("POST", `courses/${id}/image`, { fileName: "a.pdf", sizeBytes: 1 });
    expect([status, body.error?.details?.[0]?.path]).toEqual([400, "fileName"]);
  });
});
