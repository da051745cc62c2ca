import type { AuthorCourse, AuthorCoursePage } from "@courselet/contract/authoring";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { authorClient, type AuthorClient } from "../../testing/author-client.js";
import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { TEST_API_KEY } from "../../testing/test-config.js";

let test: TestApp;
let author: AuthorClient;
let other: AuthorClient;
let admin: AuthorClient;
let script: AuthorClient;
beforeAll(async () => {
  test = await createTestApp();
  author = authorClient(test, await test.asHostUser("author", { role: "author" }));
  other = authorClient(test, await test.asHostUser("other", { role: "author" }));
  admin = authorClient(test, await test.asHostUser("boss", { role: "admin" }));
  script = authorClient(test, { headers: { Authorization: `Bearer ${TEST_API_KEY}` } });
});
afterAll(() => test.close());

const isPublic = async (courseId: string) => (await test.request(`/v1/courses/${courseId}`)).status === 200;

describe("a new course", () => {
  it("is a draft of its author's that says what it still needs", async () => {
    const { status, body } = await author.send("POST", "courses", { title: "  Bread \n on a weekday " });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: "Bread on a weekday",
      description: null,
      price: null,
      userId: "host:author",
      isPublished: false,
      missing: ["description", "imageUrl", "categoryId", "price", "chapters"],
      chapters: [],
      attachments: [],
      allowsManualCompletion: true,
    });
    expect((await author.send("GET", `courses/${body.id}`)).body).toEqual(body);
    expect(await isPublic(body.id)).toBe(false);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["no title", {}, "title"],
    ["an empty title", { title: " " }, "title"],
    ["a title of 301 characters", { title: "x".repeat(301) }, "title"],
    ["a description of 20,001", { title: "A", description: "x".repeat(20_001) }, "description"],
    ["a script as its picture", { title: "A", imageUrl: "javascript:alert(1)" }, "imageUrl"],
    ["a picture with a password", { title: "A", imageUrl: "https://a:b@img.example/a.png" }, "imageUrl"],
    ["a stored file by its name", { title: "A", imageUrl: `stored:${"a".repeat(64)}.png` }, "imageUrl"],
    ["half a cent", { title: "A", price: { amount: 0.5, currency: "usd" } }, "price.amount"],
    ["a price below nothing", { title: "A", price: { amount: -1, currency: "usd" } }, "price.amount"],
    ["a currency that is none", { title: "A", price: { amount: 1, currency: "zzz" } }, "price.currency"],
    ["a category that is none", { title: "A", categoryId: crypto.randomUUID() }, "categoryId"],
    ["more than all percent", { title: "A", completionPercent: 101 }, "completionPercent"],
  ])("with %s is refused by the name of the field", async (_, input, path) => {
    const { status, body } = await author.send("POST", "courses", input);
    expect([status, body.error?.code, body.error?.details?.map((detail) => detail.path)]).toEqual([
      400,
      "invalid_request",
      [path],
    ]);
  });

  it("with a key that is none is refused by its name", async () => {
    const { status, body } = await author.send("POST", "courses", { title: "A", isPublished: true });
    expect(status).toBe(400);
    expect(JSON.stringify(body.error?.details)).toContain("isPublished");
  });

  it("belongs to whom an admin says, and to nobody where the API key does not say", async () => {
    expect((await script.draft()).userId).toBe("courselet:api");
    expect((await script.draft({ userId: "host:42" })).userId).toBe("host:42");
    expect((await script.draft({ userId: "host:Jo Doe" })).userId).toBe("host:Jo Doe");
    expect((await admin.draft()).userId).toBe("host:boss");
    expect((await author.draft({ userId: "host:author" })).userId).toBe("host:author");
    expect((await author.send("POST", "courses", { title: "A", userId: "host:other" })).status).toBe(403);
  });
});

describe("a course", () => {
  it("changes in what is given and in nothing else", async () => {
    const draft = await author.draft({ description: "One.", price: { amount: 0, currency: "eur" } });
    test.clock.advance(1_000);
    const { status, body } = await author.send("PATCH", `courses/${draft.id}`, { title: "Two", completionPercent: 80 });
    expect(status).toBe(200);
    const updatedAt = test.clock.now().toISOString();
    expect(body).toEqual({ ...draft, title: "Two", completionPercent: 80, updatedAt });
    const cleared = await author.send("PATCH", `courses/${draft.id}`, { description: null, price: null });
    expect(cleared.body).toMatchObject({ description: null, price: null, title: "Two" });
    expect((await author.send("PATCH", `courses/${draft.id}`, {})).body).toEqual(cleared.body);
    expect((await author.send("PATCH", `courses/${draft.id}`, { id: draft.id })).status).toBe(400);
  });

  it("keeps a picture of the server's own when it is sent back as it was shown", async () => {
    const { id } = await author.draft();
    const imageUrl = `stored:${"a".repeat(64)}.png`;
    await test.db.course.update({ where: { id }, data: { imageUrl } });
    const shown = (await author.course(id)).imageUrl;
    expect(shown).toBe(`http://localhost:8787/media/${"a".repeat(64)}.png`);
    expect((await author.send("PATCH", `courses/${id}`, { imageUrl: shown })).body.imageUrl).toBe(shown);
    expect((await test.db.course.findUniqueOrThrow({ where: { id } })).imageUrl).toBe(imageUrl);
  });

  it("is found by its new title, and no longer by the old one", async () => {
    const { id } = await author.published();
    const found = async (q: string) => {
      const { courses } = (await (await test.request(`/v1/courses?q=${q}`)).json()) as { courses: { id: string }[] };
      return courses.some((course) => course.id === id);
    };
    expect(await found("weekday")).toBe(true);
    await author.send("PATCH", `courses/${id}`, { title: "Zwieback" });
    expect([await found("weekday"), await found("zwieback"), await found("sourdough")]).toEqual([false, true, true]);
  });

  it("is another author's own: 404 for everybody but admins", async () => {
    const { id } = await author.published();
    const requests: [string, string, unknown?][] = [
      ["GET", `courses/${id}`],
      ["PATCH", `courses/${id}`, { title: "Mine" }],
      ["POST", `courses/${id}/unpublish`],
      ["POST", `courses/${id}/chapters`, { title: "Mine" }],
      ["PUT", `courses/${id}/chapter-order`, { chapterIds: [] }],
      ["POST", `courses/${id}/image`, { fileName: "a.png", sizeBytes: 1 }],
      ["POST", `courses/${id}/attachments`, { name: "A", url: "https://a.example/" }],
      ["DELETE", `courses/${id}`],
    ];
    for (const [method, path, json] of requests) {
      expect([method, path, (await other.send(method, path, json)).status]).toEqual([method, path, 404]);
    }
    expect((await author.course(id)).title).toBe("Bread on a weekday");
    expect((await admin.send("PATCH", `courses/${id}`, { userId: "host:other" })).status).toBe(200);
    expect((await other.send("GET", `courses/${id}`)).status).toBe(200);
    expect((await author.send("GET", `courses/${id}`)).status).toBe(404);
  });
});

describe("the list of courses", () => {
  it("has an author's own, drafts included, newest first, page by page", async () => {
    const lister = authorClient(test, await test.asHostUser("lister", { role: "author" }));
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      test.clock.advance(1_000);
      made.unshift((await lister.draft({ title: `Course ${count}` })).id);
    }
    const ids: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "limit=2" : `limit=2&cursor=${cursor}`;
      const { body }: { body: AuthorCoursePage } = await lister.send<AuthorCoursePage>("GET", `courses?${query}`);
      expect(body.courses[0]).toMatchObject({ userId: "host:lister", isPublished: false, chapterCount: 0 });
      ids.push(...body.courses.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(ids).toEqual(made);
  });

  it("says the same of each course as the course itself, and shows an admin all", async () => {
    const {
      completionPercent: _,
      allowsManualCompletion: __,
      chapters: ___,
      attachments: ____,
      ...card
    } = await author.published();
    const { body } = await author.send<AuthorCoursePage>("GET", "courses?limit=100");
    expect(body.courses.find(({ id }) => id === card.id)).toEqual(card);
    const authors = new Set(
      (await admin.send<AuthorCoursePage>("GET", "courses?limit=100")).body.courses.map(({ userId }) => userId),
    );
    expect([...authors].toSorted()).toEqual(expect.arrayContaining(["courselet:api", "host:author", "host:lister"]));
  });

  it("refuses a cursor that it did not give", async () => {
    expect((await author.send("GET", "courses?cursor=nonsense")).status).toBe(400);
  });
});

describe("publishing", () => {
  it("names everything that is missing, and needs no more than that", async () => {
    const draft = await author.draft();
    const refused = await author.send("POST", `courses/${draft.id}/publish`);
    expect(refused.status).toBe(409);
    expect(refused.body.error?.code).toBe("not_publishable");
    expect(refused.body.error?.details?.map(({ path }) => path)).toEqual(draft.missing);

    const { id: categoryId } = await test.db.category.create({ data: { name: "Baking" } });
    const steps: [AuthorCourse["missing"][number], () => Promise<unknown>][] = [
      ["description", () => author.send("PATCH", `courses/${draft.id}`, { description: "What it is about." })],
      ["imageUrl", () => author.send("PATCH", `courses/${draft.id}`, { imageUrl: "https://img.example/a.png" })],
      ["categoryId", () => author.send("PATCH", `courses/${draft.id}`, { categoryId })],
      ["price", () => author.send("PATCH", `courses/${draft.id}`, { price: { amount: 0, currency: "usd" } })],
    ];
    for (const [step, take] of steps) {
      expect((await author.course(draft.id)).missing).toContain(step);
      await take();
      expect((await author.course(draft.id)).missing).not.toContain(step);
    }
    const chapter = await author.chapter(draft.id);
    const reading = await author.chapter(draft.id, { description: "To read.", videoUrl: null });
    await author.send("POST", `chapters/${reading.id}/publish`);
    expect((await author.course(draft.id)).missing).toEqual(["chapters"]);
    expect((await author.send("POST", `courses/${draft.id}/publish`)).status).toBe(409);
    await author.send("POST", `chapters/${chapter.id}/publish`);

    const published = await author.send("POST", `courses/${draft.id}/publish`);
    expect([published.status, published.body.isPublished, published.body.missing]).toEqual([200, true, []]);
    expect(await isPublic(draft.id)).toBe(true);
    expect((await author.send("POST", `courses/${draft.id}/publish`)).body).toEqual(published.body);
  });

  it("can be taken back, again and again", async () => {
    const { id } = await author.published();
    for (const _ of [1, 2]) {
      const { status, body } = await author.send("POST", `courses/${id}/unpublish`);
      expect([status, body.isPublished]).toEqual([200, false]);
    }
    expect(await isPublic(id)).toBe(false);
  });

  it.each([
    ["description", { description: null }],
    ["description", { description: "  " }],
    ["imageUrl", { imageUrl: null }],
    ["categoryId", { categoryId: null }],
    ["price", { price: null }],
  ])("lets nobody take the %s from a published course", async (path, patch) => {
    const course = await author.published();
    const { status, body } = await author.send("PATCH", `courses/${course.id}`, patch);
    expect([status, body.error?.code]).toEqual([409, "not_publishable"]);
    expect(body.error?.details?.map((detail) => detail.path)).toEqual([path]);
    expect(body.error?.message).toContain("Unpublish");
    expect(await author.course(course.id)).toEqual(course);
  });

  it("asks a published course for nothing that it lacked before", async () => {
    const { id } = await author.published();
    await test.db.course.update({ where: { id }, data: { categoryId: null } });
    expect((await author.send("PATCH", `courses/${id}`, { title: "Another" })).status).toBe(200);
    expect((await author.send("PATCH", `courses/${id}`, { price: null })).status).toBe(409);
  });
});

describe("deleting a course", () => {
  const HOUR = 3_600_000;
  const checkout = (courseId: string, state: "open" | "processing" | "paid" | "expired" | "failed", hours = 1) => ({
    userId: "host:42",
    courseId,
    state,
    amount: 4900,
    currency: "usd",
    returnUrl: "https://school.example/",
    expiresAt: new Date(test.clock.now().getTime() + hours * HOUR),
  });

  it("takes everything of it along, and checkouts that came to nothing", async () => {
    const { id, chapters } = await author.published();
    await author.send("POST", `courses/${id}/attachments`, { name: "Notes", url: "https://files.example/a.pdf" });
    await test.db.wishlist.create({ data: { userId: "host:42", courseId: id } });
    await test.db.userProgress.create({ data: { userId: "host:42", chapterId: chapters[0]?.id ?? "" } });
    await test.db.muxData.create({ data: { assetsId: "asset-1", playbackId: "p", chapterId: chapters[1]?.id ?? "" } });
    await test.db.checkout.createMany({
      data: [checkout(id, "expired"), checkout(id, "failed"), checkout(id, "open", -25)],
    });
    expect((await author.send("DELETE", `courses/${id}`)).status).toBe(204);
    expect((await author.send("GET", `courses/${id}`)).status).toBe(404);
    expect((await author.send("DELETE", `courses/${id}`)).status).toBe(404);
    expect(await test.db.checkout.count({ where: { courseId: id } })).toBe(0);
    expect(await test.db.chapter.count({ where: { courseId: id } })).toBe(0);
    expect(await test.db.videoJob.findMany({ select: { kind: true, subject: true } })).toEqual([
      { kind: "delete_asset", subject: "asset-1" },
    ]);
  });

  it.each(["open", "processing", "paid"] as const)("is refused while a checkout is %s", async (state) => {
    const { id } = await author.published();
    await test.db.checkout.createMany({ data: [checkout(id, state), checkout(id, "expired")] });
    const { status, body } = await author.send("DELETE", `courses/${id}`);
    expect([status, body.error?.code]).toEqual([409, "has_purchases"]);
    expect(body.error?.message).toContain("Unpublish it instead");
    expect(await test.db.checkout.count({ where: { courseId: id } })).toBe(2);
  });

  it("is refused while Stripe has not said what became of a session, however long ago it expired", async () => {
    const { id } = await author.published();
    await test.db.checkout.create({ data: { ...checkout(id, "open", -24 * 30), stripeSessionId: "cs_lost" } });
    expect((await author.send("DELETE", `courses/${id}`)).status).toBe(409);
    await test.db.checkout.updateMany({ where: { courseId: id }, data: { state: "expired" } });
    expect((await author.send("DELETE", `courses/${id}`)).status).toBe(204);
  });

  it.each(["paid", "refunded", "disputed"] as const)("is refused for a purchase that is %s", async (status) => {
    const { id } = await author.published();
    await test.db.purchase.create({ data: { userId: "host:42", courseId: id, amount: 0, currency: "usd", status } });
    expect((await admin.send("DELETE", `courses/${id}`)).status).toBe(409);
    expect((await author.send("GET", `courses/${id}`)).status).toBe(200);
  });
});
