import Mux from "@mux/mux-node";
import { afterEach, beforeEach, expect, it } from "vitest";

import { MUX_SECRET, type MuxStandIn, startMuxStandIn } from "./start-stand-in.js";

const account = { tokenId: "id", tokenSecret: "secret" };
let standIn: MuxStandIn;
let mux: Mux;
beforeEach(async () => {
  standIn = await startMuxStandIn(account);
  mux = new Mux({ ...account, baseURL: standIn.url, maxRetries: 0 });
});
afterEach(() => standIn.close());

const settings = { playback_policies: ["signed" as const] };

async function statusOf(call: Promise<unknown>): Promise<number | undefined> {
  const error: unknown = await call.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Mux.APIError)) throw error;
  return error.status;
}

it("speaks to the real SDK, from the upload to the end of the asset", async () => {
  const upload = await mux.video.uploads.create({ cors_origin: "https://a.example", new_asset_settings: settings });
  expect(upload).toMatchObject({ status: "waiting", timeout: 3_600 });
  const assetId = await standIn.send(upload.url ?? "", 5_000);
  expect(await mux.video.uploads.retrieve(upload.id)).toMatchObject({ status: "asset_created", asset_id: assetId });
  expect(await mux.video.assets.retrieve(assetId)).toMatchObject({ status: "preparing", upload_id: upload.id });
  standIn.ready(assetId, 12.5);
  const asset = await mux.video.assets.retrieve(assetId);
  expect(asset).toMatchObject({ status: "ready", duration: 12.5, playback_ids: [{ policy: "signed" }] });
  const open = await mux.video.assets.createPlaybackId(assetId, { policy: "public" });
  await mux.video.assets.deletePlaybackId(assetId, open.id);
  expect((await mux.video.assets.retrieve(assetId)).playback_ids).toEqual(asset.playback_ids);
  await mux.video.assets.delete(assetId);
  expect(await statusOf(mux.video.assets.retrieve(assetId))).toBe(404);
  expect(standIn.events.map(({ type }) => type)).toEqual([
    "video.upload.asset_created",
    "video.asset.created",
    "video.asset.ready",
    "video.asset.deleted",
  ]);
});

it("refuses a wrong key, what it does not know, and to cancel what has arrived", async () => {
  const stranger = new Mux({ tokenId: "id", tokenSecret: "guess", baseURL: standIn.url, maxRetries: 0 });
  expect(await statusOf(stranger.video.uploads.create({ cors_origin: "*" }))).toBe(401);
  const unknown = { cors_origin: "*", new_asset_settings: { ...settings, max_resolution_tier: "2160p" as const } };
  expect(await statusOf(mux.video.uploads.create(unknown))).toBe(400);
  const upload = await mux.video.uploads.create({ cors_origin: "*", new_asset_settings: settings });
  await standIn.send(upload.url ?? "");
  expect(await statusOf(mux.video.uploads.cancel(upload.id))).toBe(400);
  await expect(standIn.send(upload.url ?? "")).rejects.toThrow("403");
});

it("signs events as the SDK expects of Mux", async () => {
  const upload = await mux.video.uploads.create({ cors_origin: "*" });
  await standIn.send(upload.url ?? "");
  const { body, headers } = standIn.signedRequest(standIn.event("video.upload.asset_created"));
  await expect(mux.webhooks.verifySignature(body, headers, MUX_SECRET)).resolves.toBeUndefined();
  await expect(mux.webhooks.verifySignature(`${body} `, headers, MUX_SECRET)).rejects.toThrow("No signatures found");
});

it("fails as it is told, as often as it is told", async () => {
  standIn.fail({ kind: "status", status: 429, times: 1, on: "GET" });
  expect(await statusOf(mux.video.uploads.retrieve("any"))).toBe(429);
  expect(await statusOf(mux.video.uploads.retrieve("any"))).toBe(404);
});
