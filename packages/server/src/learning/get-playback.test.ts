import { generateKeyPairSync, randomUUID } from "node:crypto";

import { Playback } from "@courselet/contract/learning";
import type { ErrorBody } from "@courselet/contract/errors";
import Mux from "@mux/mux-node";
import { importSPKI, jwtVerify } from "jose";
import { afterEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { makeCourse } from "../testing/make-course.js";

let test: TestApp;
afterEach(() => test.close());

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const mux = new Mux({
  tokenId: "id",
  tokenSecret: "secret",
  jwtSigningKey: "key-1",
  jwtPrivateKey: Buffer.from(keys.privateKey).toString("base64"),
});

async function play(chapterId: string | undefined, learner?: TestLearner): Promise<Playback> {
  const response = await test.request(`/v1/chapters/${chapterId}/playback`, { headers: learner?.headers ?? {} });
  expect(response.status).toBe(200);
  return Playback.parse(await response.json());
}

async function refusal(chapterId: string | undefined): Promise<[status: number, code: string, message: string]> {
  const response = await test.request(`/v1/chapters/${chapterId}/playback`);
  const { error } = (await response.json()) as ErrorBody;
  return [response.status, error.code, error.message];
}

describe("playback from Mux", () => {
  it("signs one playback id in three tokens that end an hour after the video", async () => {
    test = await createTestApp({ mux });
    const { chapterIds } = await makeCourse(test.db, {
      chapters: [{ isFree: true, playbackId: "abc", durationSeconds: 90.7 }],
    });
    const playback = await play(chapterIds[0]);
    if (playback.kind !== "mux") throw new Error("expected Mux");
    expect(playback.playbackId).toBe("abc");
    expect(Date.parse(playback.expiresAt)).toBe(test.clock.now().getTime() + (90 + 3600) * 1000);
    const key = await importSPKI(keys.publicKey, "RS256");
    for (const [token, audience] of [
      [playback.tokens.playback, "v"],
      [playback.tokens.thumbnail, "t"],
      [playback.tokens.storyboard, "s"],
    ] as const) {
      const { payload, protectedHeader } = await jwtVerify(token, key, { audience, algorithms: ["RS256"] });
      expect([protectedHeader.kid, payload["kid"]]).toEqual(["key-1", "key-1"]);
      expect(payload.sub).toBe("abc");
      expect(payload.exp).toBe(test.clock.now().getTime() / 1000 + 3690);
    }
  });

  it("signs for an hour when the length of the video is not known", async () => {
    test = await createTestApp({ mux });
    const { chapterIds } = await makeCourse(test.db, {
      chapters: [{ isFree: true, playbackId: "abc", durationSeconds: null }],
    });
    const { expiresAt } = await play(chapterIds[0]);
    expect(Date.parse(expiresAt)).toBe(test.clock.now().getTime() + 3_600_000);
  });

  it("is 503 when Mux is not configured, unless there is a file as well", async () => {
    test = await createTestApp();
    const { chapterIds } = await makeCourse(test.db, {
      chapters: [
        { isFree: true, playbackId: "abc", videoUrl: null },
        { isFree: true, playbackId: "def" },
      ],
    });
    expect(await refusal(chapterIds[0])).toMatchObject([503, "video_unavailable", expect.stringContaining("Mux")]);
    expect(await play(chapterIds[1])).toMatchObject({ kind: "file", url: "https://videos.example/chapter.mp4" });
  });

  it("is 503 when the signing key does not work", async () => {
    test = await createTestApp({
      mux: new Mux({ tokenId: "id", tokenSecret: "s", jwtSigningKey: "k", jwtPrivateKey: "x" }),
    });
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, playbackId: "abc" }] });
    expect(await refusal(chapterIds[0])).toMatchObject([503, "video_unavailable", expect.stringContaining("key")]);
  });
});

describe("playback from a file", () => {
  it("gives the address of a file elsewhere as it is", async () => {
    test = await createTestApp();
    const { chapterIds } = await makeCourse(test.db);
    expect(await play(chapterIds[0])).toEqual({
      kind: "file",
      url: "https://videos.example/chapter.mp4",
      expiresAt: new Date(test.clock.now().getTime() + 3_660_000).toISOString(),
      positionSeconds: 0,
      tasteSeconds: null,
    });
  });

  it("signs the address of a file that is stored here", async () => {
    test = await createTestApp();
    const name = `${"a".repeat(64)}.mp4`;
    const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, videoUrl: `stored:${name}` }] });
    const playback = await play(chapterIds[0]);
    if (playback.kind !== "file") throw new Error("expected a file");
    const url = new URL(playback.url);
    expect(url.pathname).toBe(`/files/${name}`);
    expect(Number(url.searchParams.get("expires")) * 1000).toBe(Date.parse(playback.expiresAt));
  });

  it.each([null, "", "javascript:alert(1)", "ftp://videos.example/a.mp4", "http://", "nonsense"])(
    "says that there is no video for %j",
    async (videoUrl) => {
      test = await createTestApp();
      const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, videoUrl }] });
      expect(await refusal(chapterIds[0])).toMatchObject([404, "not_found", "This chapter has no video."]);
    },
  );

  it("says where the learner was, and remembers that playback was granted", async () => {
    test = await createTestApp();
    const { chapterIds } = await makeCourse(test.db);
    const [ada, bob] = [await test.asHostUser("ada"), await test.asGuest()];
    await play(chapterIds[0], ada);
    await play(chapterIds[0]);
    const rows = await test.db.userProgress.findMany();
    expect(rows).toMatchObject([{ userId: ada.userId, chapterId: chapterIds[0], createdAt: test.clock.now() }]);

    const report = { method: "PUT", headers: ada.headers, json: { positionSeconds: 17.25 } };
    await test.request(`/v1/me/chapters/${chapterIds[0]}/progress`, report);
    test.clock.advance(60_000);
    expect((await play(chapterIds[0], ada)).positionSeconds).toBe(17.25);
    expect((await play(chapterIds[0], bob)).positionSeconds).toBe(0);
  });

  it("is 404 for a chapter that does not exist, 400 for no UUID", async () => {
    test = await createTestApp();
    expect((await refusal(randomUUID()))[0]).toBe(404);
    expect((await refusal("1"))[0]).toBe(400);
  });
});
