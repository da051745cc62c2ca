import { generateKeyPairSync, type KeyObject } from "node:crypto";

import type { ErrorBody } from "@courselet/contract/errors";
import type { VideoUpload, VideoUploadStarted } from "@courselet/contract/video";

import { createMux } from "../../../packages/server/src/create-deps.js";
import type { MuxConfig } from "../../../packages/server/src/config.js";
import type { Database } from "../../../packages/server/src/database/database.js";
import { createTestApp, type TestApp, type TestLearner } from "../../../packages/server/src/testing/create-test-app.js";
import { makeCourse, type CourseWish, type MadeCourse } from "../../../packages/server/src/testing/make-course.js";
import { MUX_SECRET, type MuxStandIn, startMuxStandIn } from "./start-stand-in.js";
import type { MuxEvent } from "./webhooks.js";

export const OLD_MUX_SECRET = "the secret of Mux's webhooks, before";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

interface Answer<T> {
  status: number;
  body: T & Partial<ErrorBody>;
}

/** The real server with the real SDK, and the stand-in in Mux's place, with one course: a free chapter and two paid ones. */
export interface School extends TestApp {
  mux: MuxStandIn;
  course: MadeCourse;
  author: TestLearner;
  /** The key that verifies playback tokens. */
  publicKey: KeyObject;
  /** The course's chapters in order. */
  chapterId(index: number): string;
  start(index: number, request?: Record<string, unknown>, init?: RequestInit): Promise<Answer<VideoUploadStarted>>;
  /** Starts an upload that must work, and sends the bytes; nothing is told to the server. */
  upload(index: number, request?: Record<string, unknown>): Promise<{ uploadId: string; assetId: string }>;
  state(uploadId: string, learner?: TestLearner): Promise<Answer<VideoUpload>>;
  /** Brings an event to the server, signed now. Returns the status. */
  deliver(event: MuxEvent): Promise<number>;
  /** Delivers all events that have not been delivered by this, oldest first. */
  deliverAll(): Promise<void>;
  /** A chapter's video as it is stored. */
  video(index: number): Promise<{ assetsId: string; playbackId: string | null; policy: string } | null>;
  jobs(): Promise<{ kind: string; subject: string; attempts: number }[]>;
}

export async function openSchool({
  course: wish = {},
  database = null,
  settings = {},
}: {
  course?: CourseWish;
  database?: Database | null;
  settings?: Partial<MuxConfig>;
} = {}): Promise<School> {
  // The stand-in is there first, since the server's client needs its port.
  let server: TestApp | null = null;
  const account = { tokenId: "token-of-tests", tokenSecret: "secret-of-tests" };
  const mux = await startMuxStandIn({ ...account, now: () => server?.clock.now() ?? new Date() });
  const config: MuxConfig = {
    ...account,
    webhookSecrets: [MUX_SECRET, OLD_MUX_SECRET],
    signingKeyId: "signing-key",
    signingPrivateKey: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    playbackRestrictionId: null,
    apiBase: mux.url,
    ...settings,
  };
  const app = await createTestApp({ database, config: { mux: config }, mux: createMux(config) });
  server = app;
  const noVideo = { videoUrl: null, durationSeconds: null };
  const chapters = [{ ...noVideo, isFree: true }, noVideo, noVideo];
  const course = await makeCourse(app.db, { chapters, ...wish });
  const author = await app.asHostUser("author", { role: "author" });
  let delivered = 0;

  const school: School = {
    ...app,
    mux,
    course,
    author,
    publicKey: keys.publicKey,
    chapterId(index) {
      const id = course.chapterIds[index];
      if (id === undefined) throw new Error(`no chapter ${index}`);
      return id;
    },
    async start(index, request = {}, init = {}) {
      const headers = { ...author.headers, ...init.headers };
      const path = `/v1/author/chapters/${school.chapterId(index)}/upload`;
      return answer(await app.request(path, { ...init, headers, json: request }));
    },
    async upload(index, request) {
      const { status, body } = await school.start(index, request);
      if (status !== 201) throw new Error(`no upload: ${JSON.stringify(body)}`);
      return { uploadId: body.uploadId, assetId: await mux.send(body.uploadUrl) };
    },
    async state(uploadId, learner = author) {
      return answer(await app.request(`/v1/author/uploads/${uploadId}`, { headers: learner.headers }));
    },
    async deliver(event) {
      const { body, headers } = mux.signedRequest(event);
      return (await app.request("/webhooks/mux", { method: "POST", body, headers })).status;
    },
    async deliverAll() {
      for (; delivered < mux.events.length; delivered += 1) {
        const event = mux.events[delivered];
        if (event !== undefined && (await school.deliver(event)) !== 200) throw new Error(`${event.type} was refused`);
      }
    },
    video: (index) =>
      app.db.muxData.findUnique({
        where: { chapterId: school.chapterId(index) },
        select: { assetsId: true, playbackId: true, policy: true },
      }),
    jobs: () =>
      app.db.videoJob.findMany({
        select: { kind: true, subject: true, attempts: true },
        orderBy: [{ kind: "asc" }, { subject: "asc" }],
      }),
    async close() {
      await mux.close();
      await app.close();
    },
  };
  return school;
}

async function answer<T>(response: Response): Promise<Answer<T>> {
  return { status: response.status, body: (await response.json()) as T & Partial<ErrorBody> };
}
