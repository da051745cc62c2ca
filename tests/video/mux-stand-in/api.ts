import { randomBytes } from "node:crypto";

import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";

import type { Faults } from "./faults.js";
import type { Asset, State, Upload } from "./state.js";

const Policy = z.enum(["public", "signed"]);
// What this stand-in does not know, it refuses, as Mux does with what it does not.
const NewUpload = z.strictObject({
  cors_origin: z.string().min(1),
  timeout: z.int().min(60).max(604_800).default(3_600),
  new_asset_settings: z
    .strictObject({ playback_policies: z.array(Policy).default([]), passthrough: z.string().max(255).optional() })
    .default({ playback_policies: [] }),
});
const NewPlaybackId = z.strictObject({ policy: Policy });

export interface ApiOptions {
  state: State;
  faults: Faults;
  tokenId: string;
  tokenSecret: string;
  now: () => Date;
  /** Where it listens. */
  url: () => string;
  emit: (type: string, data: object & { id: string }) => void;
}

/** Mux's Video API under /video/v1, as far as uploads and their assets need it, and the address that takes the bytes. */
export function createApi({ state, faults, tokenId, tokenSecret, now, url, emit }: ApiOptions): Hono {
  const api = new Hono();
  const credentials = `Basic ${Buffer.from(`${tokenId}:${tokenSecret}`).toString("base64")}`;

  api.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500;
    return c.json(
      { error: { type: status === 404 ? "not_found" : "invalid_parameters", messages: [error.message] } },
      status,
    );
  });
  api.use("/video/v1/*", async (c, next) => {
    const request = `${c.req.method} ${c.req.path}`;
    state.requests.push(request);
    const { status, answerAfterMs } = await faults.before(request);
    if (status !== null) throw new HTTPException(status as 500, { message: "The stand-in was asked to fail." });
    if (c.req.header("Authorization") !== credentials)
      throw new HTTPException(401, { message: "Unauthorized request" });
    await next();
    await faults.pause(answerAfterMs);
  });

  api.post("/video/v1/uploads", async (c) => {
    const { cors_origin, timeout, new_asset_settings } = parse(NewUpload, await c.req.json());
    const id = newId();
    const upload: Upload = {
      id,
      cors_origin,
      timeout,
      status: "waiting",
      url: `${url()}/bytes/${id}`,
      new_asset_settings,
    };
    state.uploads.set(id, upload);
    return c.json({ data: upload }, 201);
  });
  api.get("/video/v1/uploads/:id", (c) => c.json({ data: find(state.uploads, c.req.param("id")) }));
  api.put("/video/v1/uploads/:id/cancel", (c) => {
    const upload = find(state.uploads, c.req.param("id"));
    if (upload.status !== "waiting")
      throw new HTTPException(400, { message: "Only a waiting upload can be cancelled" });
    upload.status = "cancelled";
    emit("video.upload.cancelled", upload);
    return c.json({ data: upload });
  });

  api.get("/video/v1/assets/:id", (c) => c.json({ data: find(state.assets, c.req.param("id")) }));
  api.delete("/video/v1/assets/:id", (c) => {
    const asset = find(state.assets, c.req.param("id"));
    state.assets.delete(asset.id);
    emit("video.asset.deleted", asset);
    return c.body(null, 204);
  });
  api.post("/video/v1/assets/:id/playback-ids", async (c) => {
    const asset = find(state.assets, c.req.param("id"));
    const created = { id: newId(), policy: parse(NewPlaybackId, await c.req.json()).policy };
    asset.playback_ids.push(created);
    return c.json({ data: created }, 201);
  });
  api.delete("/video/v1/assets/:id/playback-ids/:playbackId", (c) => {
    const asset = find(state.assets, c.req.param("id"));
    const index = asset.playback_ids.findIndex(({ id }) => id === c.req.param("playbackId"));
    if (index < 0) throw new HTTPException(404, { message: "Not found" });
    asset.playback_ids.splice(index, 1);
    return c.body(null, 204);
  });

  api.put("/bytes/:id", async (c) => {
    const upload = find(state.uploads, c.req.param("id"));
    if (upload.status !== "waiting") throw new HTTPException(403, { message: "This upload has ended" });
    const bytes = (await c.req.arrayBuffer()).byteLength;
    const { playback_policies: policies, passthrough } = upload.new_asset_settings;
    const asset: Asset = {
      id: newId(),
      created_at: String(Math.floor(now().getTime() / 1000)),
      status: "preparing",
      playback_ids: policies.map((policy) => ({ id: newId(), policy })),
      ...(passthrough === undefined ? {} : { passthrough }),
      upload_id: upload.id,
      encoding_tier: "smart",
      master_access: "none",
      max_resolution_tier: "1080p",
      progress: { state: "ingesting", progress: 0 },
      bytes,
    };
    state.assets.set(asset.id, asset);
    Object.assign(upload, { status: "asset_created", asset_id: asset.id });
    emit("video.upload.asset_created", upload);
    emit("video.asset.created", asset);
    return c.body(null, 200);
  });
  return api;
}

function newId(): string {
  return randomBytes(24).toString("base64url").replaceAll(/[-_]/g, "0");
}

function find<T>(things: Map<string, T>, id: string): T {
  const thing = things.get(id);
  if (thing === undefined) throw new HTTPException(404, { message: "The requested resource either doesn't exist" });
  return thing;
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value);
  if (!result.success) throw new HTTPException(400, { message: z.prettifyError(result.error) });
  return result.data;
}
