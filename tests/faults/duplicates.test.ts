import { afterAll, beforeAll, expect, it } from "vitest";

import { deliverDuplicates } from "./deliver-duplicates.js";
import { startTwoServers, type TwoServers } from "./two-servers.js";

const DELIVERIES = 10_000;
const VISITS = 1_000;

let servers: TwoServers;
beforeAll(async () => {
  servers = await startTwoServers();
});
afterAll(() => servers.close());

it(`makes one purchase of ${DELIVERIES} deliveries, 200 at a time, to two servers, and ${VISITS} visits`, async () => {
  const result = await deliverDuplicates(servers, { deliveries: DELIVERIES, visits: VISITS, atOnce: 200 });
  console.log(`${DELIVERIES} deliveries and ${VISITS} visits in ${result.seconds.toFixed(1)} s`);
  expect(result).toMatchObject({ deliveries: { 200: DELIVERIES }, visits: { 200: VISITS }, lastVisit: "paid" });
  const { db } = servers.database;
  expect(await db.purchase.findMany({ select: { status: true, amount: true } })).toEqual([
    { status: "paid", amount: 4900 },
  ]);
  expect(await db.webhookEvent.count()).toBe(1);
  expect(await db.customer.count()).toBe(1);
}, 240_000);
