import type { ErrorBody } from "@courselet/contract/errors";
import { afterAll, beforeAll, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse, type MadeCourse } from "../testing/make-course.js";
import { TEST_API_KEY } from "../testing/test-config.js";

/** Bodies that the schemas take, so that nothing but who asks is refused. */
const BODIES: Record<string, object> = {
  "POST /v1/author/courses": { title: "A" },
  "PATCH /v1/author/courses/{id}": {},
  "POST /v1/author/courses/{id}/chapters": { title: "A" },
  "PUT /v1/author/courses/{id}/chapter-order": { chapterIds: [] },
  "POST /v1/author/courses/{id}/attachments": { name: "A", url: "https://files.example/" },
  "POST /v1/author/courses/{id}/image": { fileName: "a.png", sizeBytes: 1 },
  "PATCH /v1/author/chapters/{id}": {},
  "POST /v1/author/chapters/{id}/upload": { fileName: "a.mp4", sizeBytes: 1 },
  "PATCH /v1/author/attachments/{id}": { name: "A" },
  "POST /v1/author/categories": { name: "A category" },
  "PATCH /v1/author/categories/{id}": { name: "Another category" },
};

let test: TestApp;
let course: MadeCourse;
let operations: [method: string, path: string][];
const actors = new Map<string, Pick<TestLearner, "headers"> | null>();

beforeAll(async () => {
  test = await createTestApp();
  course = await makeCourse(test.db, { userId: "host:author", category: "Baking", attachments: [{ name: "Notes" }] });
  const document = (await (await test.request("/openapi.json")).json()) as { paths: Record<string, object> };
  operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith("/v1/author/"))
    .flatMap(([path, item]) => Object.keys(item).map((method): [string, string] => [method.toUpperCase(), path]));
  const now = Math.floor(test.clock.now().getTime() / 1000);
  const author = { role: "author" };
  actors.set("nobody", null);
  actors.set("a guest", await test.asGuest());
  actors.set("a user", await test.asHostUser("42"));
  actors.set("a user who bought it", await test.asHostUser("buyer"));
  actors.set("the author, signed in as a learner", await test.asHostUser("author"));
  actors.set("another author", await test.asHostUser("other", author));
  actors.set("the author", await test.asHostUser("author", author));
  actors.set("an admin", await test.asHostUser("boss", { role: "admin" }));
  actors.set("the API key", { headers: { Authorization: `Bearer ${TEST_API_KEY}` } });
  actors.set("almost the API key", { headers: { Authorization: `Bearer ${TEST_API_KEY}x` } });
  actors.set("an expired author", await test.asHostUser("author", { ...author, iat: now - 3_600, exp: now - 120 }));
  actors.set("an author of another audience", await test.asHostUser("author", { ...author, aud: "another" }));
  actors.set(
    "an author of another issuer",
    await test.asHostUser("author", { ...author, iss: "https://evil.example" }),
  );
  actors.set("a role that is none", await test.asHostUser("author", { role: "root" }));
  await test.db.purchase.create({
    data: { userId: "host:buyer", courseId: course.courseId, amount: 4900, currency: "usd" },
  });
});
afterAll(() => test.close());

/** What is asked for of the course, or of its parts. */
function addressOf(path: string): string {
  const [, , , kind] = path.split("/");
  const [chapterId] = course.chapterIds;
  const [attachmentId] = course.attachmentIds;
  const ids: Record<string, string | null | undefined> = {
    courses: course.courseId,
    chapters: chapterId,
    attachments: attachmentId,
    categories: course.categoryId,
  };
  return path.replace(/\{\w+\}/g, ids[kind ?? ""] ?? crypto.randomUUID());
}

async function ask(actor: string, method: string, path: string): Promise<string> {
  const headers = actors.get(actor)?.headers ?? {};
  const json = BODIES[`${method} ${path}`];
  const response = await test.request(addressOf(path), { method, headers, ...(json === undefined ? {} : { json }) });
  if (response.status < 400) return "done";
  return `${response.status} ${((await response.json()) as ErrorBody).error.code}`;
}

it("has author routes of every kind", () => {
  expect(operations.length).toBeGreaterThan(20);
  for (const name of Object.keys(BODIES)) expect(operations.map((operation) => operation.join(" "))).toContain(name);
});

it.each([
  ["nobody", "401 unauthenticated"],
  ["a guest", "403 forbidden"],
  ["a user", "403 forbidden"],
  ["a user who bought it", "403 forbidden"],
  ["the author, signed in as a learner", "403 forbidden"],
  ["a role that is none", "403 forbidden"],
  ["almost the API key", "401 unauthenticated"],
  ["an expired author", "401 token_expired"],
  ["an author of another audience", "401 unauthenticated"],
  ["an author of another issuer", "401 unauthenticated"],
])("answers %s on every author route with %s", async (actor, expected) => {
  for (const [method, path] of operations) {
    expect([method, path, await ask(actor, method, path)]).toEqual([method, path, expected]);
  }
});

it("lets another author at nothing of the course, and at no category", async () => {
  for (const [method, path] of operations) {
    const isShared = !path.includes("{") && !(method === "POST" && path.endsWith("/categories"));
    const expected = isShared ? "done" : path.includes("/categories") ? "403 forbidden" : "404 not_found";
    expect([method, path, await ask("another author", method, path)]).toEqual([method, path, expected]);
  }
});

it.each(["the author", "an admin", "the API key"])("lets %s read and change the course", async (actor) => {
  const { courseId } = course;
  const id = courseId;
  expect(await ask(actor, "GET", "/v1/author/courses/{id}")).toBe("done");
  expect(await ask(actor, "PATCH", "/v1/author/courses/{id}")).toBe("done");
  expect(await ask(actor, "PATCH", "/v1/author/chapters/{id}")).toBe("done");
  expect(await ask(actor, "PATCH", "/v1/author/attachments/{id}")).toBe("done");
  expect(await ask(actor, "POST", "/v1/author/courses/{id}/chapters")).toBe("done");
  expect(await ask(actor, "DELETE", "/v1/author/courses/{id}")).toBe("409 has_purchases");
  expect(await test.db.course.count({ where: { id } })).toBe(1);
});
