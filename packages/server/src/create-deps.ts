import { join } from "node:path";

import Mux from "@mux/mux-node";
import { Stripe } from "stripe";

import type { MuxConfig, StripeConfig } from "./config.js";
import { openDatabase } from "./database/open-database.js";
import type { Clock, Deps } from "./deps.js";
import { loadSecrets } from "./load-secrets.js";
import { createLog } from "./log.js";
import type { Settings } from "./parse-config.js";
import { createLocalFileStore } from "./storage/local-file-store.js";

/** For calls that set no limits of their own; those of a checkout end with its deadline (checkout/ask-stripe.ts). */
const STRIPE_PATIENCE = { timeout: 2_000, maxNetworkRetries: 1 };

export interface OpenDeps {
  deps: Deps;
  /** The names of the migrations that were applied while opening. */
  migrations: string[];
  close(): Promise<void>;
}

/** Opens everything that a verb may need from outside, as the environment says: the one place that makes clients of others. */
export async function createDeps(settings: Settings): Promise<OpenDeps> {
  const clock: Clock = { now: () => new Date() };
  const log = createLog(clock);
  const config = { ...settings, secrets: await loadSecrets(settings.dataDir) };
  const { db, migrations, close } = await openDatabase({ ...config, log });
  const deps: Deps = {
    config,
    db,
    stripe: config.stripe === null ? null : createStripe(config.stripe),
    mux: config.mux === null ? null : createMux(config.mux),
    clock,
    log,
    files: createLocalFileStore({
      directory: join(config.dataDir, "files"),
      publicUrl: config.publicUrl,
      secret: config.secrets.files,
      clock,
    }),
  };
  return { deps, migrations, close };
}

function createStripe({ secretKey, apiBase }: StripeConfig): Stripe {
  const shared = { ...STRIPE_PATIENCE, telemetry: false, appInfo: { name: "Courselet" } };
  if (apiBase === null) return new Stripe(secretKey, shared);
  const { protocol, hostname, port } = new URL(apiBase);
  const isHttp = protocol === "http:";
  const address = { host: hostname, port: port === "" ? (isHttp ? 80 : 443) : Number(port) };
  return new Stripe(secretKey, { ...shared, ...address, protocol: isHttp ? "http" : "https" });
}

function createMux({ tokenId, tokenSecret, webhookSecret, signingKeyId, signingPrivateKey, apiBase }: MuxConfig): Mux {
  return new Mux({
    tokenId,
    tokenSecret,
    webhookSecret,
    jwtSigningKey: signingKeyId,
    jwtPrivateKey: signingPrivateKey,
    timeout: 4_000,
    maxRetries: 1,
    ...(apiBase === null ? {} : { baseURL: apiBase }),
  });
}
