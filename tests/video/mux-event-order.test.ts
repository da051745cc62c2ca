import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { doDueVideoJobs } from "../../packages/server/src/authoring/video/do-due-video-jobs.js";
import { seededRandom } from "../../packages/server/src/testing/seeded-random.js";
import { openSchool, type School } from "./mux-stand-in/open-school.js";
import type { MuxEvent } from "./mux-stand-in/webhooks.js";

let school: School;
/** How many ways of telling were tried, by what was told. */
const tried = new Map<string, number>();
beforeAll(async () => {
  school = await openSchool();
});
afterAll(async () => {
  await school.close();
  console.info("orders and duplicates of Mux events tried:", Object.fromEntries(tried));
});
beforeEach(() => reset());

async function reset(): Promise<void> {
  await school.db.videoUpload.deleteMany();
  await school.db.muxData.deleteMany();
  await school.db.videoJob.deleteMany();
  await school.db.webhookEvent.deleteMany();
  await school.db.chapter.updateMany({ data: { durationSeconds: null, isPublished: true } });
  await school.db.course.updateMany({ data: { isPublished: true } });
  for (const things of [school.mux.assets, school.mux.uploads]) things.clear();
  school.mux.events.length = 0;
  school.mux.requests.length = 0;
}

/** What happens at Mux and in the author's hands, step by step. */
type Step = () => void | Promise<void>;
interface Story {
  steps(): Step[];
  /** What it comes to: the states of the uploads, oldest first; and the asset that the chapter and Mux are left with. */
  ending: { states: string[] | null; video: "none" | "first" | "second"; isPublished: boolean };
}

const started: { assetId: string }[] = [];
const assetOf = (index: number) => started[index]?.assetId ?? "";
const begin = async () => {
  school.clock.advance(1_000);
  started.push(await school.upload(1));
};
const beginOnly = async () => void (await school.start(1));
const newestUpload = () => [...school.mux.uploads.keys()].at(-1) ?? "";

const STORIES: Record<string, Story> = {
  "a video that becomes ready": {
    steps: () => [begin, () => school.mux.ready(assetOf(0))],
    ending: { states: ["ready"], video: "first", isPublished: true },
  },
  "a file that is no video": {
    steps: () => [begin, () => school.mux.errored(assetOf(0))],
    ending: { states: ["failed"], video: "none", isPublished: true },
  },
  "an upload that breaks": {
    steps: () => [beginOnly, () => school.mux.failUpload(newestUpload())],
    ending: { states: ["failed"], video: "none", isPublished: true },
  },
  "two uploads, the newer ready last": {
    steps: () => [begin, begin, () => school.mux.ready(assetOf(0)), () => school.mux.ready(assetOf(1))],
    ending: { states: ["superseded", "ready"], video: "second", isPublished: true },
  },
  "two uploads, the newer ready first": {
    steps: () => [begin, begin, () => school.mux.ready(assetOf(1)), () => school.mux.ready(assetOf(0))],
    ending: { states: ["superseded", "ready"], video: "second", isPublished: true },
  },
  "a video, and then another one": {
    steps: () => [begin, () => school.mux.ready(assetOf(0)), begin, () => school.mux.ready(assetOf(1))],
    // The first was ready, or superseded before that was told.
    ending: { states: null, video: "second", isPublished: true },
  },
  "two uploads, the newer of no use": {
    steps: () => [begin, begin, () => school.mux.ready(assetOf(0)), () => school.mux.errored(assetOf(1))],
    ending: { states: ["superseded", "failed"], video: "none", isPublished: true },
  },
  "a video deleted at Mux before it is ready": {
    steps: () => [begin, () => school.mux.deleteAsset(assetOf(0))],
    ending: { states: ["failed"], video: "none", isPublished: true },
  },
};

async function expectEnding({ states, video, isPublished }: Story["ending"]): Promise<void> {
  for (let rounds = 0; rounds < 5; rounds += 1) await doDueVideoJobs({ deps: school.deps });
  const uploads = await school.db.videoUpload.findMany({ orderBy: { createdAt: "asc" } });
  const chapter = await school.db.chapter.findUniqueOrThrow({ where: { id: school.chapterId(1) } });
  const asset = video === "none" ? null : assetOf(video === "first" ? 0 : 1);
  expect({
    states: states === null ? null : uploads.map(({ state }) => state),
    video: (await school.video(1))?.assetsId ?? null,
    durationSeconds: chapter.durationSeconds,
    isPublished: chapter.isPublished,
    atMux: [...school.mux.assets.keys()],
    jobs: await school.jobs(),
  }).toEqual({
    states,
    video: asset,
    durationSeconds: asset === null ? null : 120.5,
    isPublished,
    atMux: asset === null ? [] : [asset],
    jobs: [],
  });
}

async function live(steps: Step[]): Promise<void> {
  started.length = 0;
  for (const step of steps) await step();
}

const count = (what: string) => tried.set(what, (tried.get(what) ?? 0) + 1);

describe.each(Object.entries(STORIES))("%s", { timeout: 120_000 }, (_, { steps, ending }) => {
  it("ends the same in whatever order it is told afterwards", async () => {
    await live(steps());
    const orders = permutations(school.mux.events.map((_event, index) => index));
    for (const order of orders.length > 50 ? sample(orders, 48) : orders) {
      await reset();
      await live(steps());
      const events = [...school.mux.events];
      for (const index of order) await deliver(events[index]);
      await expectEnding(ending);
      count("told afterwards, in an order");
    }
    expect(tried.get("told afterwards, in an order")).toBeGreaterThan(0);
  });

  it("ends the same when all is told at once, three times", async () => {
    for (let round = 0; round < 5; round += 1) {
      await reset();
      await live(steps());
      const events = [...school.mux.events];
      await Promise.all([...events, ...events, ...events].map(deliver));
      await expectEnding(ending);
      count("told at once, three times each");
    }
    expect(tried.get("told at once, three times each")).toBeGreaterThan(0);
  });

  it("ends the same when it is told while it happens, late, early and twice", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seededRandom(seed);
      await reset();
      started.length = 0;
      const untold: MuxEvent[] = [];
      let known = 0;
      const hear = () => {
        untold.push(...school.mux.events.slice(known));
        known = school.mux.events.length;
      };
      for (const step of steps()) {
        await step();
        hear();
        while (untold.length > 0 && random(2) === 0) {
          const [event] = untold.splice(random(untold.length), 1);
          await deliver(event);
          // Mux sends again what it believes was not heard.
          if (event !== undefined && random(3) === 0) untold.push(event);
        }
      }
      await Promise.all(untold.map(deliver));
      await expectEnding(ending);
      count("told while it happens");
    }
    expect(tried.get("told while it happens")).toBeGreaterThan(0);
  });
});

describe("a ready video that is deleted at Mux", () => {
  it("is missed, in whatever order its end is told after it was ready", async () => {
    for (const order of [
      ["video.asset.deleted"],
      ["video.asset.ready", "video.asset.deleted", "video.asset.created"],
    ]) {
      for (const types of permutations(order)) {
        await reset();
        await live([begin, () => school.mux.ready(assetOf(0))]);
        await deliver(school.mux.event("video.upload.asset_created"));
        expect(await school.video(1)).not.toBeNull();
        school.mux.deleteAsset(assetOf(0));
        for (const type of types) await deliver(school.mux.event(type));
        await expectEnding({ states: ["failed"], video: "none", isPublished: false });
        count("deleted when it was ready");
      }
    }
  });
});

describe("one event", () => {
  it("has its effect once of fifty deliveries at once", async () => {
    await live([begin, () => school.mux.ready(assetOf(0))]);
    const event = school.mux.event("video.asset.ready");
    await Promise.all(Array.from({ length: 50 }, () => deliver(event)));
    const outcomes = school.logged.filter(({ fields }) => fields["eventId"] === event.id);
    expect(outcomes.filter(({ fields }) => fields["outcome"] === "applied")).toHaveLength(1);
    expect(await school.db.webhookEvent.findMany()).toMatchObject([{ id: `mux:${event.id}` }]);
  });

  it("that was read long ago does not bring back a video that was deleted since", async () => {
    await live([begin, () => school.mux.ready(assetOf(0))]);
    await deliver(school.mux.event("video.upload.asset_created"));
    school.mux.requests.length = 0;
    school.mux.fail({ kind: "late-answer", delayMs: 400, times: 1, on: "GET /video/v1/assets/" });
    const late = deliver(school.mux.event("video.asset.ready"));
    // Then Mux has written its answer, which says ready, and has not brought it.
    await expect
      .poll(() => school.mux.requests.some((request) => request.startsWith("GET /video/v1/assets/")))
      .toBe(true);
    school.mux.deleteAsset(assetOf(0));
    await deliver(school.mux.event("video.asset.deleted"));
    await late;
    await expectEnding({ states: ["failed"], video: "none", isPublished: false });
  });

  it("whose effect fails is answered 503, leaves no claim, and has its effect the next time", async () => {
    await live([begin, () => school.mux.ready(assetOf(0))]);
    const event = school.mux.event("video.asset.ready");
    school.mux.fail({ kind: "status", status: 500, times: 2 });
    expect(await school.deliver(event)).toBe(503);
    expect(await school.db.webhookEvent.count()).toBe(0);
    await deliver(event);
    await expectEnding({ states: ["ready"], video: "first", isPublished: true });
  });
});

async function deliver(event: MuxEvent | undefined): Promise<void> {
  if (event === undefined) throw new Error("no event");
  expect(await school.deliver(event)).toBe(200);
}

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

/** Evenly spread. */
function sample<T>(items: T[], size: number): T[] {
  return items.filter((_, index) => index % Math.ceil(items.length / size) === 0);
}
