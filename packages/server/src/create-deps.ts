import { join } from "node:path";

import Mux from "@mux/mux-node";
import { createTransport } from "nodemailer";
import { Stripe } from "stripe";

import type { Config, MuxConfig, StripeConfig } from "./config.js";
import { openDatabase } from "./database/open-database.js";
import type { Clock, Deps } from "./deps.js";
import { loadSecrets } from "./load-secrets.js";
import { createLog } from "./log.js";
import { createFileMailer } from "./mail/file-mailer.js";
import type { Mailer } from "./mail/mailer.js";
import { createSmtpMailer } from "./mail/smtp-mailer.js";
import type { Settings } from "./parse-config.js";
import { createLocalFileStore } from "./storage/local-file-store.js";

/** For calls that set no limits of their own; those of a checkout end with its deadline (checkout/ask-stripe.ts). */
const STRIPE_PATIENCE = { timeout: 2_000, maxNetworkRetries: 1 };

/** A mail server that says nothing for so long is not waited for; sendDueMails tries again later. */
const SMTP_PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };
/** Whom mails in files are from, where nobody has said it. */
const NOBODY = "Courselet <courses@localhost>";

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
    mailer: createMailer(config, clock),
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

export function createMux({ tokenId, tokenSecret, signingKeyId, signingPrivateKey, apiBase }: MuxConfig): Mux {
  return new Mux({
    tokenId,
    tokenSecret,
    jwtSigningKey: signingKeyId,
    jwtPrivateKey: signingPrivateKey,
    timeout: 4_000,
    maxRetries: 1,
    ...(apiBase === null ? {} : { baseURL: apiBase }),
  });
}

/** Sends to SMTP_URL, or writes into the data directory. */
export function createMailer({ smtpUrl, mailFrom, dataDir }: Omit<Config, "secrets">, clock: Clock): Mailer {
  const from = mailFrom ?? NOBODY;
  if (smtpUrl !== null) {
    return createSmtpMailer({ transport: createTransport({ url: smtpUrl, ...SMTP_PATIENCE }), from });
  }
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return createFileMailer({ directory: join(dataDir, "outbox"), composer, from, clock });
}
