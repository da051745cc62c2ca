import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { loadEmptyDatabase } from "../testing/database-snapshot.js";
import { makeCourse } from "../testing/make-course.js";
import { migrationsToSchema } from "./diff-schema.js";
import { findMigrations, migrate } from "./migrate.js";
import { PgliteAdapter } from "./pglite-adapter.js";

describe("the migrations", () => {
  const migrations = findMigrations();

  it("make exactly what the schema says", async () => {
    const schema = await readFile(join(dirname(migrations), "schema.prisma"), "utf8");
    expect(await migrationsToSchema({ migrations, schema })).toBeNull();
  });

  it("would be missed if one were forgotten", async () => {
    const schema = await readFile(join(dirname(migrations), "schema.prisma"), "utf8");
    const changed = schema.replace("model WebhookEvent {", "model WebhookEvent {\n  note String?");
    expect(await migrationsToSchema({ migrations, schema: changed })).toContain('ADD COLUMN     "note" TEXT');
  });

  it("are applied once", async () => {
    const client = await loadEmptyDatabase();
    expect(await migrate({ adapter: new PgliteAdapter(client) })).toEqual([]);
    await client.close();
  });

  it("that fail are reported, by the adapter too", async () => {
    const client = await loadEmptyDatabase();
    const adapter = await new PgliteAdapter(client).connect();
    await expect(adapter.executeScript("CREATE TABLE x (id int); nonsense;")).rejects.toMatchObject({
      cause: { code: "42601" },
    });
    await client.close();
  });
});

/** What making the same again fails with. */
async function failureOfTwice(make: () => Promise<unknown>): Promise<unknown> {
  await make();
  return make().catch((error: unknown) => error);
}

describe("the database itself refuses", () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await createTestApp();
  });
  afterEach(() => test.close());

  /** What PostgreSQL calls a row that breaks a check. */
  const CHECK_VIOLATION = { meta: { driverAdapterError: { cause: { originalCode: "23514" } } } };

  it.each([
    ["a price below zero", { price: -1 }],
    ["a currency that is not an ISO code in lower case", { currency: "USD" }],
    ["a chapter before the first", { chapters: [{ position: 0 }] }],
    ["a chapter of negative length", { chapters: [{ durationSeconds: -1 }] }],
  ])("%s", async (_what, wish) => {
    await expect(makeCourse(test.db, wish)).rejects.toMatchObject(CHECK_VIOLATION);
  });

  it("a negative payment, and a position before the start", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db);
    const [chapterId = ""] = chapterIds;
    const purchase = test.db.purchase.create({ data: { userId: "host:1", courseId, amount: -1, currency: "usd" } });
    await expect(purchase).rejects.toMatchObject(CHECK_VIOLATION);
    const progress = test.db.userProgress.create({ data: { userId: "host:1", chapterId, positionSeconds: -1 } });
    await expect(progress).rejects.toMatchObject(CHECK_VIOLATION);
  });

  const TAKEN = { code: "P2002" };

  it("the same thing twice", async () => {
    const { courseId, chapterIds } = await makeCourse(test.db);
    const [chapterId = ""] = chapterIds;
    expect(await failureOfTwice(() => test.db.wishlist.create({ data: { userId: "host:1", courseId } }))).toMatchObject(
      TAKEN,
    );
    expect(
      await failureOfTwice(() => test.db.userProgress.create({ data: { userId: "host:1", chapterId } })),
    ).toMatchObject(TAKEN);
    expect(
      await failureOfTwice(() =>
        test.db.purchase.create({ data: { userId: "host:1", courseId, amount: 0, currency: "usd" } }),
      ),
    ).toMatchObject(TAKEN);
    expect(
      await failureOfTwice(() => test.db.webhookEvent.create({ data: { id: "evt_1", type: "any" } })),
    ).toMatchObject(TAKEN);
  });
});

it("times are UTC to the millisecond, whatever the session's time zone", async () => {
  const test = await createTestApp();
  const createdAt = new Date("2026-03-29T01:30:00.123Z");
  const { courseId } = await makeCourse(test.db, { createdAt });
  expect(await test.db.course.findUnique({ where: { id: courseId } })).toMatchObject({ createdAt });
  const [row] = await test.db.$queryRaw<
    [{ text: string }]
  >`SELECT "createdAt" AT TIME ZONE 'UTC' || '' AS text FROM "Course"`;
  expect(row.text).toBe("2026-03-29 01:30:00.123");
  await test.close();
});
