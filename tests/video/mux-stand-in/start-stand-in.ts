import type { AddressInfo } from "node:net";

import { serve, type ServerType } from "@hono/node-server";

import { createApi } from "./api.js";
import { type Fault, Faults } from "./faults.js";
import type { Asset, State } from "./state.js";
import { makeEvent, type MuxEvent, signEvent } from "./webhooks.js";

export interface MuxStandIn extends Pick<State, "assets" | "uploads" | "events" | "requests"> {
  url: string;
  /** Sends bytes to the address of an upload, as a browser would. Returns the asset's id. */
  send(uploadUrl: string, bytes?: number): Promise<string>;
  /** Ends the preparing of an asset. */
  ready(assetId: string, seconds?: number): void;
  errored(assetId: string, message?: string): void;
  /** The file never came, or came broken. */
  timeOutUpload(muxUploadId: string): void;
  failUpload(muxUploadId: string, message?: string): void;
  /** As the author would on Mux's own pages. */
  deleteAsset(assetId: string): void;
  /** Makes requests to the API go wrong. */
  fail(fault: Fault): void;
  clearFaults(): void;
  /** The signed request that delivers an event. Timestamp in seconds since the epoch; now, when it is left out. */
  signedRequest(event: MuxEvent, options?: { secret?: string; timestamp?: number }): ReturnType<typeof signEvent>;
  /** The only event of a type, or the newest; also of one thing. */
  event(type: string, id?: string): MuxEvent;
  close(): Promise<void>;
}

export const MUX_SECRET = "the secret of Mux's webhooks, of now";

/** A Mux for tests on a free port of this machine: what it holds lives in memory, and time only passes when it is told. */
export async function startMuxStandIn({
  tokenId,
  tokenSecret,
  now = () => new Date(),
}: {
  tokenId: string;
  tokenSecret: string;
  now?: () => Date;
}): Promise<MuxStandIn> {
  const state: State = { assets: new Map(), uploads: new Map(), events: [], requests: [] };
  const faults = new Faults();
  const emit = (type: string, data: object & { id: string }) => {
    state.events.push(makeEvent(type, data, now()));
  };
  let url = "";
  const app = createApi({ state, faults, tokenId, tokenSecret, now, url: () => url, emit });
  const server = await listen(app.fetch);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const change = (assetId: string, changes: Partial<Asset>, type: string) => {
    const asset = state.assets.get(assetId);
    if (asset === undefined) throw new Error(`no asset ${assetId}`);
    Object.assign(asset, changes);
    emit(type, asset);
  };
  const changeUpload = (muxUploadId: string, changes: object, type: string | null) => {
    const upload = state.uploads.get(muxUploadId);
    if (upload === undefined) throw new Error(`no upload ${muxUploadId}`);
    Object.assign(upload, changes);
    if (type !== null) emit(type, upload);
  };

  return {
    ...state,
    url,
    async send(uploadUrl, bytes = 1_000) {
      const { status } = await fetch(uploadUrl, { method: "PUT", body: new Uint8Array(bytes) });
      if (status !== 200) throw new Error(`the upload was answered ${status}`);
      const id = new URL(uploadUrl).pathname.split("/").at(-1) ?? "";
      return state.uploads.get(id)?.asset_id ?? "";
    },
    ready: (assetId, seconds = 120.5) =>
      change(
        assetId,
        { status: "ready", duration: seconds, progress: { state: "completed", progress: 100 } },
        "video.asset.ready",
      ),
    errored: (assetId, message = "The input file is not a video") =>
      change(
        assetId,
        { status: "errored", errors: { type: "invalid_input", messages: [message] } },
        "video.asset.errored",
      ),
    timeOutUpload: (muxUploadId) => changeUpload(muxUploadId, { status: "timed_out" }, null),
    failUpload: (muxUploadId, message = "The file could not be read") =>
      changeUpload(
        muxUploadId,
        { status: "errored", error: { type: "invalid_input", message } },
        "video.upload.errored",
      ),
    deleteAsset(assetId) {
      change(assetId, {}, "video.asset.deleted");
      state.assets.delete(assetId);
    },
    fail: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    signedRequest: (event, { secret = MUX_SECRET, timestamp = Math.floor(now().getTime() / 1000) } = {}) =>
      signEvent(event, { secret, timestamp }),
    event(type, id) {
      const found = state.events.findLast((event) => event.type === type && (id === undefined || event.data.id === id));
      if (found === undefined) throw new Error(`no event ${type} among ${state.events.map((event) => event.type)}`);
      return found;
    },
    async close() {
      faults.end();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, () => resolve(server));
    server.once("error", reject);
  });
}
