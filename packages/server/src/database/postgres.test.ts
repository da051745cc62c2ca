import { readdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startPostgres, type TestPostgres } from "../testing/start-postgres.js";
import { isDatabaseUnavailable } from "./is-database-unavailable.js";
import { openDatabase, type OpenDatabase } from "./open-database.js";

const MIGRATIONS = new URL("../../../../prisma/migrations/", import.meta.url);
const log = { info() {}, warn() {}, error() {} };
let postgres: TestPostgres;
let servers: OpenDatabase[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  // Three servers that start at the same moment on an empty database.
  servers = await Promise.all(
    [1, 2, 3].map(() => openDatabase({ databaseUrl: postgres.url, dataDir: "/nowhere", log })),
  );
});
afterAll(async () => {
  for (const opened of servers) await opened.close();
  await postgres.remove();
});

function server(index: number) {
  const opened = servers[index];
  if (opened === undefined) throw new Error("no server was opened");
  return opened;
}

describe("PostgreSQL", () => {
  it("is migrated by one of several servers that start together", async () => {
    const all = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory()).length;
    expect(servers.map(({ migrations }) => migrations.length).toSorted((a, b) => a - b)).toEqual([0, 0, all]);
  });

  it("keeps times in UTC, whatever its own time zone", async () => {
    const createdAt = new Date("2026-03-29T01:30:00.123Z");
    const { id } = await server(0).db.course.create({ data: { title: "t", userId: "host:1", createdAt } });
    expect(await server(0).db.course.findUnique({ where: { id } })).toMatchObject({ createdAt });
    const [row] = await server(0).db.$queryRaw<[{ createdAt: Date }]>`SELECT "createdAt" FROM "Course"`;
    expect(row.createdAt).toEqual(createdAt);
  });

  it("is not waited for longer than 5 s when all connections are busy", async () => {
    const busy = Promise.allSettled(
      Array.from({ length: 10 }, () =>
        server(0).db.$transaction(async (db) => db.$queryRaw`SELECT pg_sleep(7)::text`, { timeout: 9_000 }),
      ),
    );
    await setTimeout(300);
    const started = performance.now();
    const failure: unknown = await server(0)
      .db.course.count()
      .catch((error: unknown) => error);
    expect(isDatabaseUnavailable(failure)).toBe(true);
    expect(performance.now() - started).toBeLessThan(6_000);
    expect((await busy).every(({ status }) => status === "fulfilled")).toBe(true);
    expect(await server(0).db.course.count()).toBe(1);
  });

  it("that goes away is missed at once, and met again when it is back", async () => {
    await postgres.stop();
    for (const ask of [() => server(0).db.course.count(), () => server(0).db.$transaction((db) => db.course.count())]) {
      const failure: unknown = await ask().catch((error: unknown) => error);
      expect(isDatabaseUnavailable(failure)).toBe(true);
    }
    await postgres.start();
    expect(await server(0).db.course.count()).toBe(1);
  });

  it("that ends a connection in the middle of a statement is unavailable, and nothing else", async () => {
    const failure = server(0).db.$queryRaw`SELECT pg_sleep(20)::text`.then(() => null).catch((error: unknown) => error);
    await setTimeout(300);
    await server(1).db.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
       WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()`;
    expect(isDatabaseUnavailable(await failure)).toBe(true);
    expect(await server(0).db.course.count()).toBe(1);
  });
});
