import type { Categories, Category } from "@courselet/contract/catalogue";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { authorClient, type AuthorClient } from "../../testing/author-client.js";
import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { TEST_API_KEY } from "../../testing/test-config.js";

let test: TestApp;
let author: AuthorClient;
let admin: AuthorClient;
let script: AuthorClient;
beforeAll(async () => {
  test = await createTestApp();
  author = authorClient(test, await test.asHostUser("author", { role: "author" }));
  admin = authorClient(test, await test.asHostUser("boss", { role: "admin" }));
  script = authorClient(test, { headers: { Authorization: `Bearer ${TEST_API_KEY}` } });
});
afterAll(() => test.close());

const create = (name: string, who = admin) => who.send<Category>("POST", "categories", { name });

describe("a category", () => {
  it("is made by an admin or the API key, and seen by every author", async () => {
    expect(await create(" Baking ")).toMatchObject({ status: 201, body: { name: "Baking", courseCount: 0 } });
    expect((await create("Knitting", script)).status).toBe(201);
    const { status, body } = await author.send<Categories>("GET", "categories");
    expect([status, body.categories.map(({ name }) => name)]).toEqual([200, ["Baking", "Knitting"]]);
  });

  it("is not for authors to change", async () => {
    const { body } = await create("Not theirs");
    expect((await create("Theirs", author)).status).toBe(403);
    expect((await author.send("PATCH", `categories/${body.id}`, { name: "Theirs" })).status).toBe(403);
    expect((await author.send("DELETE", `categories/${body.id}`)).status).toBe(403);
  });

  it("has a name of its own, also when ten are made or renamed at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create("Only one")));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
    const others = await Promise.all(["One", "Two", "Three"].map((name) => create(name)));
    const renamed = await Promise.all(
      others.map(({ body }) => admin.send("PATCH", `categories/${body.id}`, { name: "Same" })),
    );
    expect(renamed.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(renamed.find(({ status }) => status === 409)?.body.error).toMatchObject({
      code: "conflict",
      details: [{ path: "name" }],
    });
  });

  it.each([{}, { name: "" }, { name: "x".repeat(101) }, { name: "A", id: "b" }])("is not %j", async (input) => {
    expect((await admin.send("POST", "categories", input)).status).toBe(400);
  });

  it("is shown on its courses' cards by its new name", async () => {
    const course = await author.published();
    test.clock.advance(1_000);
    const { body } = await admin.send<Category>("PATCH", `categories/${course.category?.id}`, { name: "Renamed" });
    expect(body).toMatchObject({ name: "Renamed", courseCount: 1 });
    const after = await author.course(course.id);
    expect([after.category?.name, after.updatedAt]).toEqual(["Renamed", test.clock.now().toISOString()]);
  });

  it("leaves its courses as they are when it is deleted, published ones too", async () => {
    const course = await author.published();
    const path = `categories/${course.category?.id}`;
    expect((await admin.send("DELETE", path)).status).toBe(204);
    expect(await author.course(course.id)).toMatchObject({
      isPublished: true,
      category: null,
      missing: ["categoryId"],
    });
    expect((await test.request(`/v1/courses/${course.id}`)).status).toBe(200);
    expect((await admin.send("DELETE", path)).status).toBe(404);
    expect((await admin.send("PATCH", path, { name: "Gone" })).status).toBe(404);
  });
});
