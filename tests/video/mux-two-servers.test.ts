import { afterAll, beforeAll, expect, it } from "vitest";

import { doDueVideoJobs } from "../../packages/server/src/authoring/video/do-due-video-jobs.js";
import { lookAtUploads } from "../../packages/server/src/authoring/video/look-at-uploads.js";
import { queueVideoJobs } from "../../packages/server/src/authoring/video/queue-video-jobs.js";
import { openDatabase, type OpenDatabase } from "../../packages/server/src/database/open-database.js";
import { startPostgres, type TestPostgres } from "../../packages/server/src/testing/start-postgres.js";
import { openSchool, type School } from "./mux-stand-in/open-school.js";
import type { MuxEvent } from "./mux-stand-in/webhooks.js";

const log = { info() {}, warn() {}, error() {} };
let postgres: TestPostgres;
let servers: OpenDatabase[] = [];
let school: School;
beforeAll(async () => {
  postgres = await startPostgres();
  const open = () => openDatabase({ databaseUrl: postgres.url, dataDir: "unused", log });
  servers = [await open(), await open()];
  school = await openSchool({ database: servers[0]?.db ?? null });
});
afterAll(async () => {
  await school.close();
  for (const { close } of servers) await close();
  await postgres.remove();
});

/** How many jobs each of the two servers took. */
const shares = () =>
  Promise.all(
    servers.map(async ({ db }) => {
      let share = 0;
      const deps = { ...school.deps, db };
      for (let taken = 1; taken > 0; share += taken) taken = await doDueVideoJobs({ deps });
      return share;
    }),
  );

it("two servers on one PostgreSQL share a hundred jobs and do each once, also those that fail first", async () => {
  const jobs = Array.from({ length: 100 }, (_, index) => ({ kind: "delete_asset", assetId: `a${index}` }) as const);
  await queueVideoJobs({ db: school.db, clock: school.clock, jobs });
  // Each of the SDK's calls is tried twice.
  school.mux.fail({ kind: "status", status: 500, on: "DELETE /video/v1/assets/a9" });
  const taken = await shares();
  expect(taken.reduce((sum, share) => sum + share)).toBe(100);
  expect(Math.min(...taken)).toBeGreaterThan(0);
  expect(await school.jobs()).toHaveLength(11);
  school.mux.clearFaults();
  school.clock.advance(4_999);
  expect(await shares()).toEqual([0, 0]);
  school.clock.advance(1);
  await shares();
  expect(await school.jobs()).toEqual([]);
  const asked = school.mux.requests.filter((request) => !request.includes("/a9"));
  expect(asked).toHaveLength(89);
});

it("makes one video of a hundred deliveries of all its events at once", async () => {
  const { uploadId, assetId } = await school.upload(1);
  school.mux.ready(assetId);
  // A server that is too busy says 503, and Mux sends the event again.
  const deliver = async (event: MuxEvent) => {
    let status = 503;
    while (status === 503) status = await school.deliver(event);
    return status;
  };
  const events = Array.from({ length: 100 }, (_, index) => school.mux.events[index % school.mux.events.length]);
  const statuses = await Promise.all(events.map((event) => (event === undefined ? 0 : deliver(event))));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await school.state(uploadId)).body.state).toBe("ready");
  expect(await school.video(1)).toMatchObject({ assetsId: assetId });
  expect(await school.jobs()).toEqual([]);
});

it("looks once at an upload that nothing was heard of, however many servers look for such", async () => {
  const { uploadId, assetId } = await school.upload(2);
  school.mux.ready(assetId);
  school.clock.advance(300_000);
  const taken = await Promise.all(
    servers.flatMap(({ db }) => [1, 2].map(() => lookAtUploads({ deps: { ...school.deps, db } }))),
  );
  expect(taken.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 1]);
  expect(await school.db.videoUpload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "ready" });
});
