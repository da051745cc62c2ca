import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the demo's parts share with each other; made once, kept in the data folder. */
export interface DemoSecrets {
  /** The host site signs its users' tokens with it (HS256). */
  hostJwtSecret: string;
  stripeSecretKey: string;
  stripeWebhookSecret: string;
}

/** Reads the demo's secrets from `<folder>/demo-secrets.json`, or makes them there. */
export function readSecrets(folder: string): DemoSecrets {
  const file = join(folder, "demo-secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as DemoSecrets;
  const secrets: DemoSecrets = {
    hostJwtSecret: randomBytes(32).toString("base64url"),
    stripeSecretKey: `sk_test_${randomBytes(18).toString("base64url")}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString("base64url")}`,
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
