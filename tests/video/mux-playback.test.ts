import { Playback } from "@courselet/contract/learning";
import type { Course } from "@courselet/contract/catalogue";
import type { ErrorBody } from "@courselet/contract/errors";
import { decodeProtectedHeader, jwtVerify, type JWTPayload } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { TestLearner } from "../../packages/server/src/testing/create-test-app.js";
import { openSchool, type School } from "./mux-stand-in/open-school.js";

type MuxPlayback = Extract<Playback, { kind: "mux" }>;

let school: School;
let assetId: string;
beforeEach(async () => {
  school = await openSchool();
  ({ assetId } = await school.upload(1));
  school.mux.ready(assetId, 600.5);
  await school.deliverAll();
  await school.db.chapter.update({ where: { id: school.chapterId(1) }, data: { tasteSeconds: 30 } });
});
afterEach(() => school.close());

const nowSeconds = () => Math.floor(school.clock.now().getTime() / 1000);

async function ask(index: number, { learner, taste = "" }: { learner?: TestLearner; taste?: string } = {}) {
  const headers = learner?.headers ?? {};
  const response = await school.request(`/v1/chapters/${school.chapterId(index)}/playback${taste}`, { headers });
  return { status: response.status, body: (await response.json()) as MuxPlayback & ErrorBody };
}

/** The claims of each token, verified as Mux would at this server's time. */
async function claimsOf({ tokens }: MuxPlayback): Promise<Record<keyof MuxPlayback["tokens"], JWTPayload>> {
  const verify = async (token: string, audience: string) => {
    expect(decodeProtectedHeader(token)).toEqual({ alg: "RS256", typ: "JWT", kid: "signing-key" });
    const currentDate = school.clock.now();
    return (await jwtVerify(token, school.publicKey, { algorithms: ["RS256"], audience, currentDate })).payload;
  };
  return {
    playback: await verify(tokens.playback, "v"),
    thumbnail: await verify(tokens.thumbnail, "t"),
    storyboard: await verify(tokens.storyboard, "s"),
  };
}

describe("the tokens of whoever has the chapter", () => {
  it("are for one playback id, and end an hour after the video by the server's clock", async () => {
    for (const days of [0, 300]) {
      school.clock.advance(days * 86_400_000);
      const author = await school.asHostUser("author", { role: "author" });
      const { status, body } = await ask(1, { learner: author });
      expect([status, body.kind, body.tasteSeconds]).toEqual([200, "mux", null]);
      expect(Playback.parse(body)).toEqual(body);
      const claims = await claimsOf(body);
      const shared = { sub: (await school.video(1))?.playbackId, kid: "signing-key", exp: nowSeconds() + 600 + 3_600 };
      expect(claims).toEqual({
        playback: { ...shared, aud: "v" },
        thumbnail: { ...shared, aud: "t" },
        storyboard: { ...shared, aud: "s" },
      });
      expect(Date.parse(body.expiresAt)).toBe(shared.exp * 1000);
    }
  });

  it("carry the playback restriction, if there is one", async () => {
    const restricted = await openSchool({ settings: { playbackRestrictionId: "restriction-1" } });
    try {
      await restricted.db.muxData.create({
        data: { assetsId: "a", playbackId: "p", chapterId: restricted.chapterId(0) },
      });
      const response = await restricted.request(`/v1/chapters/${restricted.chapterId(0)}/playback`);
      const claims = Object.values(await claimsOf((await response.json()) as MuxPlayback));
      expect(claims.map((claim) => claim["playback_restriction_id"])).toEqual(Array(3).fill("restriction-1"));
    } finally {
      await restricted.close();
    }
  });

  it("are given for a public playback id as well", async () => {
    const { assetId: open } = await school.upload(0, { playbackPolicy: "public" });
    school.mux.ready(open, 60);
    await school.deliverAll();
    const { status, body } = await ask(0);
    expect([status, body.playbackId]).toEqual([200, school.mux.assets.get(open)?.playback_ids[0]?.id]);
    expect((await claimsOf(body)).playback.exp).toBe(nowSeconds() + 3_660);
  });

  it("are given for the whole, also with taste=true", async () => {
    const { body } = await ask(1, { learner: school.author, taste: "?taste=true" });
    expect(body.tasteSeconds).toBeNull();
    expect((await claimsOf(body)).playback).not.toHaveProperty("asset_end_time");
  });
});

describe("a chapter whose video is not there yet", () => {
  it("says that it is being made ready, and 404 before anything has arrived", async () => {
    const { body } = await school.start(0);
    expect((await ask(0)).status).toBe(404);
    const sent = await school.mux.send(body.uploadUrl);
    await school.deliverAll();
    const answer = await ask(0);
    expect([answer.status, answer.body.error.code]).toEqual([503, "video_unavailable"]);
    expect(answer.body.error.message).toContain("being made ready");
    school.mux.ready(sent);
    await school.deliverAll();
    expect((await ask(0)).status).toBe(200);
  });
});

describe("a taste", () => {
  const taste = "?taste=true";

  it.each(["nobody", "a guest", "somebody who has not bought it"])("of a locked chapter is for %s", async (who) => {
    const learner = who === "a guest" ? await school.asGuest() : await school.asHostUser("42");
    const { status, body } = await ask(1, { taste, ...(who === "nobody" ? {} : { learner }) });
    expect(status).toBe(200);
    expect(Playback.parse(body)).toMatchObject({ kind: "mux", tasteSeconds: 30, positionSeconds: 0 });
    const shared = { sub: body.playbackId, kid: "signing-key", exp: nowSeconds() + 30 + 600 };
    expect(await claimsOf(body)).toEqual({
      playback: { ...shared, aud: "v", asset_end_time: 30 },
      thumbnail: { ...shared, aud: "t", time: 0 },
      storyboard: { ...shared, aud: "s", asset_end_time: 30 },
    });
    expect(Date.parse(body.expiresAt)).toBe(shared.exp * 1000);
    expect(await school.db.userProgress.count()).toBe(0);
  });

  it("is not given unless it is asked for", async () => {
    expect((await ask(1)).status).toBe(401);
    expect((await ask(1, { learner: await school.asHostUser("42") })).body.error.code).toBe("not_purchased");
    expect((await ask(1, { taste: "?taste=1" })).status).toBe(400);
  });

  it("is no longer than the video", async () => {
    await school.db.chapter.update({ where: { id: school.chapterId(1) }, data: { durationSeconds: 12.7 } });
    expect((await ask(1, { taste })).body.tasteSeconds).toBe(12);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["its author gives none", () => change({ tasteSeconds: null })],
    ["it has no video", () => school.db.muxData.deleteMany()],
    ["its playback id is public", () => school.db.muxData.updateMany({ data: { policy: "public" } })],
    [
      "its video is on somebody else's server",
      async () => {
        await school.db.muxData.deleteMany();
        await change({ videoUrl: "https://videos.example/whole.mp4" });
      },
    ],
  ])("there is none where %s, and the outline promises none", async (_, make) => {
    await make();
    expect((await ask(1, { taste })).status).toBe(401);
    expect((await ask(1, { taste, learner: await school.asHostUser("42") })).status).toBe(403);
    expect((await outline()).tasteSeconds).toBeNull();
  });

  it("is promised by the outline where there is one", async () => {
    expect((await outline()).tasteSeconds).toBe(30);
  });

  it.each(["Chapter", "Course"])("of a draft %s is nobody's", async (what) => {
    if (what === "Chapter") await change({ isPublished: false });
    else await school.db.course.updateMany({ data: { isPublished: false } });
    expect((await ask(1, { taste })).status).toBe(404);
    expect((await ask(1, { taste, learner: await school.asHostUser("42") })).status).toBe(404);
  });

  it("is no way around a bad token", async () => {
    const bad = { ...school.author, headers: { Authorization: "Bearer nonsense" } };
    expect((await ask(1, { taste, learner: bad })).status).toBe(401);
  });

  function change(data: { tasteSeconds?: null; videoUrl?: string; isPublished?: boolean }) {
    return school.db.chapter.update({ where: { id: school.chapterId(1) }, data });
  }
});

describe("public answers", () => {
  it("hold no playback id, no asset id and no token", async () => {
    const { assetId: open } = await school.upload(0, { playbackPolicy: "public" });
    school.mux.ready(open);
    await school.deliverAll();
    const secrets = [assetId, open, ...school.mux.uploads.keys()];
    for (const asset of school.mux.assets.values()) secrets.push(...asset.playback_ids.map(({ id }) => id));
    const { courseId } = school.course;
    const paths = [`/v1/courses/${courseId}`, "/v1/courses", `/v1/courses?ids=${courseId}`, "/v1/categories"];
    const learner = await school.asHostUser("42");
    for (const path of [...paths, `/v1/me/courses?ids=${courseId}`, `/v1/chapters/${school.chapterId(1)}/playback`]) {
      for (const headers of [{}, learner.headers]) {
        const text = await (await school.request(path, { headers })).text();
        expect(text).not.toContain("eyJ");
        for (const secret of secrets) expect(text, path).not.toContain(secret);
      }
    }
  });
});

async function outline() {
  const response = await school.request(`/v1/courses/${school.course.courseId}`);
  const chapter = ((await response.json()) as Course).chapters.find(({ id }) => id === school.chapterId(1));
  if (chapter === undefined) throw new Error("no such chapter");
  return chapter;
}
