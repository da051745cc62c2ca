import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { OLD_MUX_SECRET, openSchool, type School } from "./mux-stand-in/open-school.js";
import { MUX_SECRET } from "./mux-stand-in/start-stand-in.js";
import type { MuxEvent } from "./mux-stand-in/webhooks.js";

let school: School;
let event: MuxEvent;
let assetId: string;
beforeEach(async () => {
  school = await openSchool();
  ({ assetId } = await school.upload(1));
  school.mux.ready(assetId);
  await school.deliver(school.mux.event("video.upload.asset_created"));
  await school.db.webhookEvent.deleteMany();
  await school.db.muxData.deleteMany();
  await school.db.videoUpload.updateMany({ data: { state: "processing" } });
  event = school.mux.event("video.asset.ready");
});
afterEach(() => school.close());

const nowSeconds = () => Math.floor(school.clock.now().getTime() / 1000);
async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<number> {
  return (await school.request("/webhooks/mux", { method: "POST", body, headers })).status;
}
async function postSigned(options?: { secret?: string; timestamp?: number }): Promise<number> {
  const { body, headers } = school.mux.signedRequest(event, options);
  return post(body, headers);
}
const isReady = async () => (await school.video(1)) !== null;

describe("a signature", () => {
  it("of either secret is good while one is being rotated", async () => {
    expect(await postSigned({ secret: OLD_MUX_SECRET })).toBe(200);
    expect(await isReady()).toBe(true);
    expect(await postSigned({ secret: MUX_SECRET })).toBe(200);
  });

  it.each([
    ["of another secret", () => postSigned({ secret: "somebody else's" })],
    ["of an empty secret", () => postSigned({ secret: "" })],
    ["301 s old", () => postSigned({ timestamp: nowSeconds() - 301 })],
    ["301 s in the future", () => postSigned({ timestamp: nowSeconds() + 301 })],
    ["that is missing", () => post(school.mux.signedRequest(event).body, {})],
    ["that is nonsense", () => post(school.mux.signedRequest(event).body, { "Mux-Signature": "t=now,v1=yes" })],
    ["without a signature", () => post(school.mux.signedRequest(event).body, { "Mux-Signature": `t=${nowSeconds()}` })],
    ["of other bytes", () => post(`${school.mux.signedRequest(event).body} `, school.mux.signedRequest(event).headers)],
    ["of no bytes", () => post("", school.mux.signedRequest(event).headers)],
    ["of broken text", () => post(new Uint8Array([0xff, 0x7b]), school.mux.signedRequest(event).headers)],
    [
      "in the future, with a second time of now",
      () => {
        const { body, headers } = school.mux.signedRequest(event, { timestamp: nowSeconds() + 301 });
        return post(body, { ...headers, "Mux-Signature": `t=${nowSeconds()},${headers["Mux-Signature"]}` });
      },
    ],
    [
      "of now for the bytes of another time",
      () => {
        const { body, headers } = school.mux.signedRequest(event, { timestamp: nowSeconds() - 301 });
        const [, signature = ""] = headers["Mux-Signature"].split(",");
        return post(body, { ...headers, "Mux-Signature": `t=${nowSeconds()},${signature}` });
      },
    ],
  ])("%s is refused", async (_, send) => {
    expect(await send()).toBe(400);
    expect(await isReady()).toBe(false);
    expect(await school.db.webhookEvent.count()).toBe(0);
  });

  it.each([-299, 299])("%i s off is good", async (seconds) => {
    expect(await postSigned({ timestamp: nowSeconds() + seconds })).toBe(200);
    expect(await isReady()).toBe(true);
  });

  it("is good for nothing where no secret is set", async () => {
    const closed = await openSchool({ settings: { webhookSecrets: [] } });
    try {
      const { body, headers } = closed.mux.signedRequest(event, { secret: "" });
      expect((await closed.request("/webhooks/mux", { method: "POST", body, headers })).status).toBe(400);
    } finally {
      await closed.close();
    }
  });
});

describe("an event", () => {
  it("says nothing that is believed: what a body claims is read at Mux", async () => {
    const asset = school.mux.assets.get(assetId);
    Object.assign(asset ?? {}, { status: "preparing" });
    Object.assign(event.data, { duration: 1, playback_ids: [{ id: "forged", policy: "public" }] });
    expect(await postSigned()).toBe(200);
    expect(await isReady()).toBe(false);
  });

  it("that claims another chapter's upload does not reach it", async () => {
    const other = await school.upload(2);
    const forged = { ...event, id: "forged", data: { ...event.data, upload_id: "", passthrough: other.uploadId } };
    expect(await school.deliver(forged)).toBe(200);
    expect(await school.video(2)).toBeNull();
  });

  it("that claims a deletion is checked at Mux", async () => {
    expect(await postSigned()).toBe(200);
    const lie = { ...event, id: "lie", type: "video.asset.deleted" };
    expect(await school.deliver(lie)).toBe(200);
    expect(await isReady()).toBe(true);
  });

  it.each(["video.asset.static_renditions.ready", "video.live_stream.active", "nonsense", ""])(
    "of the type %j is accepted and has no effect",
    async (type) => {
      expect(await school.deliver({ ...event, type })).toBe(200);
      expect(await school.db.webhookEvent.count()).toBe(0);
    },
  );

  it.each(["null", "[]", '"text"', '{"type":"video.asset.ready"}', '{"id":1,"type":2,"data":3}', "{"])(
    "that is %s is accepted and has no effect",
    async (body) => {
      const { createHmac } = await import("node:crypto");
      const signature = createHmac("sha256", MUX_SECRET).update(`${nowSeconds()}.${body}`).digest("hex");
      expect(await post(body, { "Mux-Signature": `t=${nowSeconds()},v1=${signature}` })).toBe(200);
    },
  );

  it("about an asset of somebody else's is accepted, and nothing is asked", async () => {
    const asked = school.mux.requests.length;
    const foreign = { ...event, id: "foreign", data: { id: "an-asset", upload_id: "an-upload" } };
    expect(await school.deliver(foreign)).toBe(200);
    expect(school.mux.requests.length).toBe(asked);
    expect(await school.db.webhookEvent.count()).toBe(0);
  });

  it("whose effect fails in the database is answered 500 and leaves no claim", async () => {
    await school.db.$executeRaw`ALTER TABLE "MuxData" RENAME TO "MuxDataElsewhere"`;
    const failed = await postSigned().finally(
      () => school.db.$executeRaw`ALTER TABLE "MuxDataElsewhere" RENAME TO "MuxData"`,
    );
    expect(failed).toBe(500);
    expect(await school.db.webhookEvent.count()).toBe(0);
    expect(await postSigned()).toBe(200);
    expect(await isReady()).toBe(true);
  });
});

describe("without Mux", () => {
  it("nobody is told anything", async () => {
    const app = await openSchool();
    app.deps.mux = null;
    try {
      const { body, headers } = school.mux.signedRequest(event);
      expect((await app.request("/webhooks/mux", { method: "POST", body, headers })).status).toBe(503);
    } finally {
      await app.close();
    }
  });
});
