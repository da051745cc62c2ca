import { afterAll, beforeAll, expect, it } from "vitest";

import { deliverDuplicates } from "../faults/deliver-duplicates.js";
import { startTwoServers, type TwoServers } from "../faults/two-servers.js";

// The short form of tests/faults: real processes, which `npm run test:faults` asks much more of.
let servers: TwoServers;
beforeAll(async () => {
  servers = await startTwoServers();
});
afterAll(() => servers.close());

it("makes one purchase of 300 deliveries to two servers and 30 visits of the return page", async () => {
  const result = await deliverDuplicates(servers, { deliveries: 300, visits: 30, atOnce: 50 });
  expect(result).toMatchObject({ deliveries: { 200: 300 }, visits: { 200: 30 }, lastVisit: "paid" });
  const { db } = servers.database;
  expect(await db.purchase.findMany({ select: { status: true } })).toEqual([{ status: "paid" }]);
  expect(await db.webhookEvent.count()).toBe(1);
});

it("finds a refund that nobody heard of by `courselet reconcile`, beside the servers, and nothing the second time", async () => {
  const [session] = servers.standIn.sessions();
  servers.standIn.refund(String(session?.payment_intent));
  const first = await servers.courselet("reconcile", "--since", "1");
  expect([first.status, first.stdout]).toEqual([
    0,
    expect.stringMatching(/^Checked .*\nChanged 1:\n {2}paid → refunded {2}1\n$/),
  ]);
  expect(await servers.database.db.purchase.findMany({ select: { status: true } })).toEqual([{ status: "refunded" }]);
  const second = await servers.courselet("reconcile");
  expect([second.status, second.stdout]).toEqual([0, expect.stringMatching(/Changed 0\.\n$/)]);
  expect(await servers.courselet("reconcile", "--since", "many")).toMatchObject({ status: 1, stdout: "" });
});
