import type { z } from "zod";

import type { Config, HostIssuer, MuxConfig, StripeConfig } from "./config.js";
import * as variable from "./config-variables.js";
import { GUEST_ISSUER, RESERVED_NAMES } from "./identity/guest-token.js";

const DEFAULT_UPLOAD_BYTES = 2 * 1024 ** 3;

/** What the environment says; the keys that this server makes itself are added at the start (see load-secrets.ts). */
export type Settings = Omit<Config, "secrets">;

/** Every fault of the environment at once, one line each. */
export class ConfigError extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(faults.join("\n"));
    this.name = new.target.name;
    this.faults = faults;
  }
}

type Environment = Record<string, string | undefined>;

/** Reads the environment's variables. Throws ConfigError with all their faults; an empty variable counts as not set. */
export function parseConfig(env: Environment): Settings {
  const faults: string[] = [];
  const variables = readerOf(env, faults);
  const { read, demand } = variables;

  const port = read("PORT", variable.Port) ?? 8787;
  const publicUrl = read("PUBLIC_URL", variable.BaseUrl);
  if (port === 0 && publicUrl === null)
    faults.push("PUBLIC_URL: must be set when PORT is 0, which takes any free port");
  const smtpUrl = read("SMTP_URL", variable.SmtpUrl);
  const settings: Settings = {
    port,
    host: read("HOST", variable.Host) ?? "127.0.0.1",
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    dataDir: read("DATA_DIR", variable.Directory) ?? variable.Directory.parse("./data"),
    maxUploadBytes: read("MAX_UPLOAD_BYTES", variable.ByteCount) ?? DEFAULT_UPLOAD_BYTES,
    databaseUrl: read("DATABASE_URL", variable.DatabaseUrl),
    allowedOrigins: read("ALLOWED_ORIGINS", variable.Origins) ?? [],
    trustedProxies: read("TRUSTED_PROXIES", variable.Proxies) ?? [],
    issuers: readIssuers(variables, faults),
    apiKey: read("API_KEY", variable.ApiKey),
    stripe: readStripe(variables),
    mux: readMux(variables),
    smtpUrl,
    mailFrom:
      smtpUrl === null ? read("MAIL_FROM", variable.MailFrom) : demand("MAIL_FROM", variable.MailFrom, "SMTP_URL"),
  };
  // Each of two entries that clash finds the same fault.
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return settings;
}

/** How the parts below read their variables; what is wrong is noted, and the reading goes on. */
interface Variables {
  isSet(name: string): boolean;
  /** Null when it is not set, or wrong. */
  read<Output>(name: string, schema: z.ZodType<Output, string>): Output | null;
  /** The same, and noted as missing when it is not set although `because` is. */
  demand<Output>(name: string, schema: z.ZodType<Output, string>, because: string): Output | null;
}

function readerOf(env: Environment, faults: string[]): Variables {
  const textOf = (name: string) => env[name]?.trim() ?? "";
  const isSet = (name: string) => textOf(name) !== "";
  const read: Variables["read"] = (name, schema) => {
    if (!isSet(name)) return null;
    const result = schema.safeParse(textOf(name));
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      faults.push(`${name}: ${path.length === 0 ? "" : `${path.map(String).join(".")}: `}${message}`);
    }
    return null;
  };
  const demand: Variables["demand"] = (name, schema, because) => {
    if (!isSet(name)) faults.push(`${name}: must be set too, because ${because} is`);
    return read(name, schema);
  };
  return { isSet, read, demand };
}

function readIssuers(variables: Variables, faults: string[]): HostIssuer[] {
  const listed = (variables.read("ISSUERS", variable.Issuers) ?? []).map(
    ({ name, issuer, audience, secret, secrets, jwksUrl }): HostIssuer => ({
      name,
      issuer,
      audience,
      keys:
        jwksUrl === undefined
          ? { kind: "secrets", secrets: secrets ?? (secret === undefined ? [] : [secret]) }
          : { kind: "jwks", url: jwksUrl },
    }),
  );
  const issuers = [...readHostIssuer(variables, faults), ...listed];
  for (const { name, issuer } of issuers) {
    if (issuers.filter((other) => other.name === name).length > 1) {
      faults.push(`ISSUERS: the name "${name}" is there twice; users of two sites would be taken for the same`);
    }
    if (issuers.filter((other) => other.issuer === issuer).length > 1) {
      faults.push(`ISSUERS: the issuer "${issuer}" is there twice; list all its keys in one entry's "secrets"`);
    }
    if (RESERVED_NAMES.includes(name)) faults.push(`ISSUERS: the name "${name}" is this server's own; choose another`);
    if (issuer === GUEST_ISSUER) faults.push(`the issuer "${issuer}" is this server's own; choose another`);
  }
  return issuers;
}

/** The one host site that most servers have, from the four HOST_ variables. */
function readHostIssuer({ isSet, read, demand }: Variables, faults: string[]): HostIssuer[] {
  const given = ["HOST_JWT_ISSUER", "HOST_JWT_AUDIENCE", "HOST_JWT_SECRET", "HOST_JWKS_URL"].find(isSet);
  if (given === undefined) return [];
  const issuer = demand("HOST_JWT_ISSUER", variable.Text, given);
  const audience = demand("HOST_JWT_AUDIENCE", variable.Text, given);
  const secret = read("HOST_JWT_SECRET", variable.HmacSecret);
  const url = read("HOST_JWKS_URL", variable.JwksUrl);
  if (isSet("HOST_JWT_SECRET") === isSet("HOST_JWKS_URL")) {
    faults.push("HOST_JWT_SECRET, HOST_JWKS_URL: set exactly one of them, a shared secret or the address of a key set");
  }
  if (issuer === null || audience === null) return [];
  if (secret !== null) return [{ name: "host", issuer, audience, keys: { kind: "secrets", secrets: [secret] } }];
  return url === null ? [] : [{ name: "host", issuer, audience, keys: { kind: "jwks", url } }];
}

function readStripe({ isSet, read, demand }: Variables): StripeConfig | null {
  const names = ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_PUBLISHABLE_KEY", "STRIPE_API_BASE"];
  const given = [...names, "STRIPE_PROMOTION_CODES", "STRIPE_AUTOMATIC_TAX"].find(isSet);
  if (given === undefined) return null;
  const secretKey = demand("STRIPE_SECRET_KEY", variable.StripeSecretKey, given);
  const webhookSecrets = demand("STRIPE_WEBHOOK_SECRET", variable.StripeWebhookSecrets, given);
  const publishableKey = read("STRIPE_PUBLISHABLE_KEY", variable.StripePublishableKey);
  const apiBase = read("STRIPE_API_BASE", variable.BaseUrl);
  const promotionCodes = read("STRIPE_PROMOTION_CODES", variable.OnOff) ?? false;
  const automaticTax = read("STRIPE_AUTOMATIC_TAX", variable.AutomaticTax) ?? "off";
  if (secretKey === null || webhookSecrets === null) return null;
  return { secretKey, webhookSecrets, publishableKey, apiBase, promotionCodes, automaticTax };
}

function readMux({ isSet, read, demand }: Variables): MuxConfig | null {
  const names = ["MUX_TOKEN_ID", "MUX_TOKEN_SECRET", "MUX_SIGNING_KEY_ID", "MUX_SIGNING_PRIVATE_KEY"];
  const given = [...names, "MUX_WEBHOOK_SECRET", "MUX_PLAYBACK_RESTRICTION_ID", "MUX_API_BASE"].find(isSet);
  if (given === undefined) return null;
  const tokenId = demand("MUX_TOKEN_ID", variable.Text, given);
  const tokenSecret = demand("MUX_TOKEN_SECRET", variable.Text, given);
  const signingKeyId = demand("MUX_SIGNING_KEY_ID", variable.Text, given);
  const signingPrivateKey = demand("MUX_SIGNING_PRIVATE_KEY", variable.PrivateKey, given);
  const webhookSecrets = read("MUX_WEBHOOK_SECRET", variable.MuxWebhookSecrets) ?? [];
  const playbackRestrictionId = read("MUX_PLAYBACK_RESTRICTION_ID", variable.Text);
  const apiBase = read("MUX_API_BASE", variable.BaseUrl);
  if (tokenId === null || tokenSecret === null || signingKeyId === null || signingPrivateKey === null) return null;
  return { tokenId, tokenSecret, signingKeyId, signingPrivateKey, playbackRestrictionId, webhookSecrets, apiBase };
}
