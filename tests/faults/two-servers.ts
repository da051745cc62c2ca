import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { CheckoutStarted } from "@courselet/contract/checkout";
import { SignJWT } from "jose";

import { startStripeStandIn, type StartedStripeStandIn } from "../../demo/src/stripe/start-stand-in.js";
import { openDatabase, type OpenDatabase } from "../../packages/server/src/database/open-database.js";
import { makeCourse, type MadeCourse } from "../../packages/server/src/testing/make-course.js";
import { runProgram, type RunningProgram } from "../../packages/server/src/testing/run-program.js";
import { startPostgres } from "../../packages/server/src/testing/start-postgres.js";

const PROGRAM = fileURLToPath(new URL("../../packages/server/bin/courselet.mjs", import.meta.url));
const HOST = "https://school.example";
const HOST_SECRET = "a host secret of the faults suite, long enough";
const STRIPE_KEY = "sk_test_of_the_faults_suite";
const WEBHOOK_SECRET = "whsec_of_the_faults_suite";

/** Two server processes on one PostgreSQL, as in production, and a stand-in for Stripe that both ask. */
export interface TwoServers {
  /** Where the two listen. */
  urls: [string, string];
  standIn: StartedStripeStandIn;
  database: OpenDatabase;
  course: MadeCourse;
  /** `Authorization` of one learner, the same for both. */
  headers: Record<string, string>;
  /** Begins to buy the course at the first server. */
  startCheckout(): Promise<{ checkoutId: string; sessionId: string }>;
  /** Runs another command of the same installation to its end. */
  courselet(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }>;
  close(): Promise<void>;
}

/** Starts all of it, with the servers as they are built. */
export async function startTwoServers(): Promise<TwoServers> {
  const folder = await mkdtemp(join(tmpdir(), "courselet-faults-"));
  const postgres = await startPostgres();
  const standIn = await startStripeStandIn({
    secretKey: STRIPE_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: null,
    host: "127.0.0.1",
    port: 0,
  });
  const env = {
    PORT: "0",
    PUBLIC_URL: "http://localhost:8787",
    DATA_DIR: join(folder, "data"),
    DATABASE_URL: postgres.url,
    ALLOWED_ORIGINS: HOST,
    HOST_JWT_ISSUER: HOST,
    HOST_JWT_AUDIENCE: "courselet",
    HOST_JWT_SECRET: HOST_SECRET,
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: standIn.url,
  };
  const programs: RunningProgram[] = [];
  const serve = async () => {
    const program = runProgram({ path: PROGRAM, args: ["serve"], env, cwd: folder });
    programs.push(program);
    const [, url = ""] = await program.printed(/^Courselet listens on (http:\/\/127\.0\.0\.1:\d+)/m);
    return url;
  };
  const urls: [string, string] = [await serve(), await serve()];
  const database = await openDatabase({
    databaseUrl: postgres.url,
    dataDir: "unused",
    log: { info() {}, warn() {}, error() {} },
  });
  const course = await makeCourse(database.db);
  const headers = { Authorization: `Bearer ${await signToken()}`, "Content-Type": "application/json" };
  return {
    urls,
    standIn,
    database,
    course,
    headers,
    async startCheckout() {
      const body = JSON.stringify({ returnUrl: `${HOST}/course` });
      const path = `/v1/courses/${course.courseId}/checkout`;
      const response = await fetch(`${urls[0]}${path}`, { method: "POST", headers, body });
      if (response.status !== 201) throw new Error(`no checkout: ${response.status} ${await response.text()}`);
      const { checkoutId } = (await response.json()) as CheckoutStarted;
      const { stripeSessionId } = await database.db.checkout.findUniqueOrThrow({ where: { id: checkoutId } });
      return { checkoutId, sessionId: stripeSessionId ?? "" };
    },
    async courselet(...args) {
      const program = runProgram({ path: PROGRAM, args, env, cwd: folder });
      return { status: await program.ended(), ...program.output() };
    },
    async close() {
      for (const { process } of programs) process.kill("SIGTERM");
      await Promise.all(programs.map((program) => program.ended()));
      await database.close();
      await standIn.close();
      await postgres.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function signToken(): Promise<string> {
  return new SignJWT({ sub: "42" })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(HOST)
    .setAudience("courselet")
    .setIssuedAt()
    .setExpirationTime("30m")
    .sign(new TextEncoder().encode(HOST_SECRET));
}
