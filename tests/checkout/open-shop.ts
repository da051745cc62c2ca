import type { CheckoutStarted, CheckoutStatus } from "@courselet/contract/checkout";
import type { ErrorBody } from "@courselet/contract/errors";
import type { LearnerCourse, LearnerCourses } from "@courselet/contract/learning";
import { Stripe } from "stripe";

import type { StripeConfig } from "../../packages/server/src/config.js";
import type { Database } from "../../packages/server/src/database/database.js";
import { startStripeStandIn, type StartedStripeStandIn } from "../../demo/src/stripe/start-stand-in.js";
import { createTestApp, type TestApp, type TestLearner } from "../../packages/server/src/testing/create-test-app.js";
import { makeCourse, type MadeCourse } from "../../packages/server/src/testing/make-course.js";
import { TEST_ORIGIN, testConfig } from "../../packages/server/src/testing/test-config.js";

export const SECRET = "whsec_the_secret_of_now";
export const OLD_SECRET = "whsec_the_secret_before";
export const RETURN_URL = `${TEST_ORIGIN}/course?lang=en#buy`;
const SECRET_KEY = "sk_test_of_the_stand_in";

interface Answer<T> {
  status: number;
  body: T & Partial<ErrorBody>;
}

/** The real server and the stand-in, joined as in production, with one course for 49.00 usd and one learner. */
export interface Shop extends TestApp {
  standIn: StartedStripeStandIn;
  course: MadeCourse;
  learner: TestLearner;
  start(input?: Record<string, unknown>, learner?: TestLearner): Promise<Answer<CheckoutStarted & { url: string }>>;
  /** Starts a checkout that must work; the ids on both sides. */
  begin(input?: Record<string, unknown>): Promise<{ checkoutId: string; sessionId: string }>;
  status(checkoutId: string, learner?: TestLearner): Promise<Answer<CheckoutStatus>>;
  /** What the learner has of the course. */
  standing(learner?: TestLearner): Promise<Pick<LearnerCourse, "access" | "reason">>;
  /** Brings one event of the stand-in to the server, as it is signed now. Returns the status. */
  deliver(eventId: string): Promise<number>;
  /** The id of the only event of a type, or of the newest. */
  eventId(type: string): string;
  /** Checkouts, purchases and customers as they stand in the database, without what differs from run to run. */
  rows(): Promise<{ states: string[]; purchases: { status: string; amount: number }[]; customers: number }>;
}

interface ShopOptions {
  /** Webhooks come by themselves; without it, only when a test delivers them. */
  delivers?: boolean;
  /** Webhooks are sent, and none arrives. */
  loses?: boolean;
  /** Another database than a PGlite of its own. */
  database?: Database | null;
  /** Settings of Checkout that differ from the defaults. */
  settings?: Partial<Pick<StripeConfig, "promotionCodes" | "automaticTax">>;
}

export async function openShop({
  delivers = false,
  loses = false,
  database = null,
  settings = {},
}: ShopOptions = {}): Promise<Shop> {
  // The stand-in is there first, since the server's Stripe client needs its port.
  let server: TestApp | null = null;
  const config = testConfig("unused");
  const standIn = await startStripeStandIn({
    secretKey: SECRET_KEY,
    webhookSecret: SECRET,
    webhookUrl: delivers || loses ? "http://server.example/webhooks/stripe" : null,
    host: "127.0.0.1",
    port: 0,
    bankDebitDelayMs: 60_000,
    webhookRetryDelaysMs: loses ? [] : [10, 10, 10],
    clock: { now: () => server?.clock.now() ?? new Date() },
    fetch: async (_, init) =>
      (loses ? Response.error() : server?.request("/webhooks/stripe", init)) ?? Response.error(),
  });
  const app = await createTestApp({
    database,
    config: {
      stripe: {
        secretKey: SECRET_KEY,
        publishableKey: "pk_test_of_the_stand_in",
        webhookSecrets: [SECRET, OLD_SECRET],
        apiBase: standIn.url,
        promotionCodes: false,
        automaticTax: "off",
        ...settings,
      },
      allowedOrigins: [...config.allowedOrigins, "http://localhost:4173"],
    },
    stripe: new Stripe(SECRET_KEY, {
      host: "127.0.0.1",
      port: standIn.port,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
    }),
  });
  server = app;
  const course = await makeCourse(app.db, { title: "Making things that think", imageUrl: "https://img.example/a.png" });
  const learner = await app.asHostUser("42", { email: "learner@school.example" });
  const shop: Shop = {
    ...app,
    standIn,
    course,
    learner,
    async start(input = {}, who = learner) {
      const response = await app.request(`/v1/courses/${course.courseId}/checkout`, {
        headers: who.headers,
        json: { returnUrl: RETURN_URL, ...input },
      });
      return answer(response);
    },
    async begin(input) {
      const { status, body } = await shop.start(input);
      if (status !== 201) throw new Error(`no checkout: ${JSON.stringify(body)}`);
      const { stripeSessionId } = await app.db.checkout.findUniqueOrThrow({ where: { id: body.checkoutId } });
      return { checkoutId: body.checkoutId, sessionId: stripeSessionId ?? "" };
    },
    async status(checkoutId, who = learner) {
      return answer(await app.request(`/v1/checkouts/${checkoutId}`, { headers: who.headers }));
    },
    async standing(who = learner) {
      const response = await app.request(`/v1/me/courses?ids=${course.courseId}`, { headers: who.headers });
      const { body } = await answer<LearnerCourses>(response);
      const [found] = body.courses;
      if (found === undefined) throw new Error("the course is gone");
      return { access: found.access, reason: found.reason };
    },
    async deliver(eventId) {
      const { body, headers } = standIn.signedRequest(eventId);
      return (await app.request("/webhooks/stripe", { method: "POST", body, headers })).status;
    },
    eventId(type) {
      const found = standIn.events().findLast((event) => event.type === type);
      if (found === undefined) throw new Error(`no event ${type} among ${standIn.events().map((event) => event.type)}`);
      return found.id;
    },
    async rows() {
      const [checkouts, purchases, customers] = await Promise.all([
        app.db.checkout.findMany({ orderBy: { createdAt: "asc" } }),
        app.db.purchase.findMany({ select: { status: true, amount: true } }),
        app.db.customer.count(),
      ]);
      return { states: checkouts.map(({ state }) => state), purchases, customers };
    },
    async close() {
      await standIn.close();
      await app.close();
    },
  };
  return shop;
}

async function answer<T>(response: Response): Promise<Answer<T>> {
  return { status: response.status, body: (await response.json()) as T & Partial<ErrorBody> };
}
