import type { ErrorBody } from "@courselet/contract/errors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp, type TestLearner } from "../testing/create-test-app.js";
import { type MadeCourse, makeCourse } from "../testing/make-course.js";
import { recordPurchase } from "./record-purchase.js";

/** A status, and for 403 the reason. */
type Answer =
  200 | 201 | 204 | 401 | 404 | "403 not_purchased" | "403 refunded" | "403 disputed" | "403 payment_processing";

let test: TestApp;
let course: MadeCourse;
let draft: MadeCourse;
const actors = new Map<string, TestLearner | null>();

beforeAll(async () => {
  test = await createTestApp();
  const attachments = [{ name: "Notes.pdf" }];
  course = await makeCourse(test.db, { userId: "host:author", attachments });
  draft = await makeCourse(test.db, { userId: "host:author", isPublished: false, attachments });
  actors.set("anonymous", null);
  actors.set("guest", await test.asGuest());
  actors.set("author", await test.asHostUser("author", { role: "author" }));
  actors.set("another author", await test.asHostUser("other", { role: "author" }));
  actors.set("admin", await test.asHostUser("boss", { role: "admin" }));
  for (const name of ["user", "bought", "bought as a guest", "refunded", "disputed", "processing"]) {
    actors.set(name, name === "bought as a guest" ? await test.asGuest() : await test.asHostUser(name));
  }
  await pay("bought", "paid");
  await pay("bought as a guest", "paid");
  await pay("refunded", "refunded");
  await pay("disputed", "disputed");
  await test.db.checkout.create({
    data: {
      userId: actors.get("processing")?.userId ?? "",
      courseId: course.courseId,
      state: "processing",
      amount: 4900,
      currency: "usd",
      returnUrl: "https://school.example/",
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
});
afterAll(() => test.close());

async function pay(name: string, status: "paid" | "refunded" | "disputed"): Promise<void> {
  await recordPurchase({
    db: test.db,
    userId: actors.get(name)?.userId ?? "",
    courseId: course.courseId,
    amount: 4900,
    currency: "usd",
    status,
    stripeCheckoutSessionId: `cs_${name}`,
    stripePaymentIntentId: `pi_${name}`,
  });
}

async function ask(actor: string, path: string, init: { method?: string; json?: unknown } = {}): Promise<Answer> {
  const headers = actors.get(actor)?.headers ?? {};
  const response = await test.request(path, { ...init, headers });
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  if (response.status !== 403) return response.status as Answer;
  const { error } = (await response.json()) as ErrorBody;
  return `403 ${error.code}` as Answer;
}

const requests = {
  preview: () => ["/v1/chapters/" + course.chapterIds[0] + "/playback"] as const,
  "paid chapter": () => [`/v1/chapters/${course.chapterIds[1]}/playback`] as const,
  attachment: () => [`/v1/attachments/${course.attachmentIds[0]}`] as const,
  "progress in the preview": () => progressOf(course.chapterIds[0]),
  "progress in a paid chapter": () => progressOf(course.chapterIds[1]),
  wishlist: () => [`/v1/me/wishlist/${course.courseId}`, { method: "PUT" }] as const,
  "chapter of a draft": () => [`/v1/chapters/${draft.chapterIds[0]}/playback`] as const,
  "attachment of a draft": () => [`/v1/attachments/${draft.attachmentIds[0]}`] as const,
  "progress in a draft": () => progressOf(draft.chapterIds[0]),
};

function progressOf(chapterId: string | undefined) {
  return [`/v1/me/chapters/${chapterId}/progress`, { method: "PUT", json: { positionSeconds: 1 } }] as const;
}

const locked = (reason: Answer): Record<keyof typeof requests, Answer> => ({
  preview: 200,
  "paid chapter": reason,
  attachment: reason,
  "progress in the preview": 200,
  "progress in a paid chapter": reason,
  wishlist: 204,
  "chapter of a draft": 404,
  "attachment of a draft": 404,
  "progress in a draft": 404,
});
const open = { ...locked(200), "paid chapter": 200, attachment: 200, "progress in a paid chapter": 200 } as const;
const own = { ...open, "chapter of a draft": 200, "attachment of a draft": 200, "progress in a draft": 200 } as const;

describe.each<[string, Record<keyof typeof requests, Answer>]>([
  [
    "anonymous",
    {
      ...locked(401),
      "progress in the preview": 401,
      wishlist: 401,
      "progress in a draft": 401,
    },
  ],
  ["guest", locked("403 not_purchased")],
  ["user", locked("403 not_purchased")],
  ["bought", open],
  ["bought as a guest", open],
  ["refunded", locked("403 refunded")],
  ["disputed", locked("403 disputed")],
  ["processing", locked("403 payment_processing")],
  ["author", own],
  ["another author", locked("403 not_purchased")],
  ["admin", own],
])("%s", (actor, answers) => {
  it.each(Object.keys(requests) as (keyof typeof requests)[])("asks for the %s", async (request) => {
    const [path, init] = requests[request]();
    expect(await ask(actor, path, init)).toBe(answers[request]);
  });
});

it.each<[string, Answer | "403 forbidden"]>([
  ["anonymous", 401],
  ["guest", "403 forbidden"],
  ["user", "403 forbidden"],
  ["bought", "403 forbidden"],
  ["refunded", "403 forbidden"],
  ["disputed", "403 forbidden"],
  ["processing", "403 forbidden"],
  ["author", 200],
  ["another author", 200],
  ["admin", 200],
])("answers %s on author routes with %s", async (actor, answer) => {
  expect(await ask(actor, "/v1/author/analytics")).toBe(answer);
});

it("lets nobody but the author play an unpublished chapter of a published course", async () => {
  const { chapterIds } = await makeCourse(test.db, { chapters: [{ isFree: true, isPublished: false }] });
  const path = `/v1/chapters/${chapterIds[0]}/playback`;
  expect(await ask("anonymous", path)).toBe(404);
  expect(await ask("user", path)).toBe(404);
  expect(await ask("author", path)).toBe(200);
});

it("answers a bad token with 401, also where none is needed", async () => {
  const init = { headers: { Authorization: "Bearer nonsense" } };
  const response = await test.request(`/v1/chapters/${course.chapterIds[0]}/playback`, init);
  expect(response.status).toBe(401);
});
