import type Mux from "@mux/mux-node";
import type Stripe from "stripe";

import type { Config } from "./config.js";
import type { Database } from "./database/database.js";
import type { Log } from "./log.js";
import type { Mailer } from "./mail/mailer.js";
import type { FileStore } from "./storage/file-store.js";

/** Everything a verb may need from outside. Built once in main.ts or in a test, passed in, never imported. */
export interface Deps {
  config: Config;
  db: Database;
  /** Null when STRIPE_SECRET_KEY is not set: buying then answers `payment_unavailable`. */
  stripe: Stripe | null;
  /** Null when Mux is not configured: chapters then play their `videoUrl`. */
  mux: Mux | null;
  /** To the mail server of SMTP_URL; without one, into files. Verbs queue mails instead (see mail/queue-mail.ts). */
  mailer: Mailer;
  clock: Clock;
  log: Log;
  files: FileStore;
}

/** Time, so that tests can set it. */
export interface Clock {
  now(): Date;
}
