import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type Mux from "@mux/mux-node";
import { SignJWT } from "jose";
import type Stripe from "stripe";

import { createApp } from "../app.js";
import { createMailer } from "../create-deps.js";
import type { Config } from "../config.js";
import type { Database } from "../database/database.js";
import type { Deps } from "../deps.js";
import type { Router } from "../http/router.js";
import { issueGuestToken } from "../identity/guest-token.js";
import type { Log } from "../log.js";
import { createLocalFileStore } from "../storage/local-file-store.js";
import { takeDatabase } from "./test-database.js";
import { createTestClock, type TestClock } from "./test-clock.js";
import { TEST_HOST_SECRET, testConfig } from "./test-config.js";

/** Somebody with a token. */
export interface TestLearner {
  token: string;
  userId: string;
  headers: { Authorization: string };
}

export interface LogLine {
  level: "info" | "warn" | "error";
  message: string;
  fields: Record<string, unknown>;
}

export interface TestApp {
  app: Router;
  deps: Deps;
  db: Database;
  clock: TestClock;
  /** What the server logged. */
  logged: LogLine[];
  /** Like fetch, with a path; a plain object as `json` becomes the body. */
  request(path: string, init?: RequestInit & { json?: unknown }): Promise<Response>;
  asGuest(): Promise<TestLearner>;
  /** A user of the host site; `claims` such as `{ role: "author" }` are added to the token or replace its own. */
  asHostUser(sub: string, claims?: Record<string, unknown>): Promise<TestLearner>;
  close(): Promise<void>;
}

/**
 * The real app on a real, empty database of its own, with a clock that stands still until it is set. Close it: the database
 * is then emptied and used again by the next one. With `database` it runs on that one, which stays the caller's.
 */
export async function createTestApp({
  config: overrides = {},
  stripe = null,
  mux = null,
  database = null,
}: {
  config?: Partial<Config>;
  stripe?: Stripe | null;
  mux?: Mux | null;
  database?: Database | null;
} = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "courselet-test-"));
  const config: Config = { ...testConfig(dataDir), ...overrides };
  const { db, giveBack } = database === null ? await takeDatabase() : { db: database, giveBack: async () => {} };
  const clock = createTestClock();
  const { log, logged } = createTestLog();
  const files = createLocalFileStore({
    directory: join(dataDir, "files"),
    publicUrl: config.publicUrl,
    secret: config.secrets.files,
    clock,
  });
  const deps: Deps = { config, db, stripe, mux, mailer: createMailer(config, clock), clock, log, files };
  const app = createApp(deps);

  return {
    app,
    deps,
    db,
    clock,
    logged,
    async request(path, { json, ...init } = {}) {
      if (json === undefined) return app.request(path, init);
      const headers = new Headers(init.headers);
      headers.set("Content-Type", "application/json");
      return app.request(path, { method: "POST", ...init, headers, body: JSON.stringify(json) });
    },
    async asGuest() {
      const { token } = await issueGuestToken(deps);
      const payload = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sub: string };
      return learner(token, `guest:${payload.sub}`);
    },
    async asHostUser(sub, claims = {}) {
      const issuedAt = Math.floor(clock.now().getTime() / 1000);
      const [issuer] = testConfig(dataDir).issuers;
      const token = await new SignJWT({
        iss: issuer?.issuer ?? "",
        aud: issuer?.audience ?? "",
        sub,
        iat: issuedAt,
        exp: issuedAt + 3_600,
        ...claims,
      })
        .setProtectedHeader({ alg: "HS256" })
        .sign(TEST_HOST_SECRET);
      return learner(token, `host:${sub}`);
    },
    async close() {
      await giveBack();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function learner(token: string, userId: string): TestLearner {
  return { token, userId, headers: { Authorization: `Bearer ${token}` } };
}

function createTestLog(): { log: Log; logged: LogLine[] } {
  const logged: LogLine[] = [];
  const write =
    (level: LogLine["level"]) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      logged.push({ level, message, fields });
      // What nobody foresaw is what a failing test is about.
      if (level === "error") console.error(message, fields);
    };
  return { log: { info: write("info"), warn: write("warn"), error: write("error") }, logged };
}
