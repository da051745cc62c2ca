import { generateKeyPairSync } from "node:crypto";

import { describe, expect, it } from "vitest";

import { ConfigError, parseConfig } from "./parse-config.js";

const SECRET = "a secret of thirty-two bytes, or more";
const HOST = { HOST_JWT_ISSUER: "https://school.example", HOST_JWT_AUDIENCE: "courselet" };

function faultsOf(env: Record<string, string>): string[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe("the defaults", () => {
  it("need no variable at all, and an empty one counts as not set", () => {
    const settings = parseConfig({ PORT: "", STRIPE_SECRET_KEY: " ", ALLOWED_ORIGINS: "" });
    expect(settings).toMatchObject({
      port: 8787,
      host: "127.0.0.1",
      publicUrl: "http://localhost:8787",
      maxUploadBytes: 2_147_483_648,
      databaseUrl: null,
      allowedOrigins: [],
      trustedProxies: [],
      issuers: [],
      apiKey: null,
      stripe: null,
      mux: null,
      smtpUrl: null,
      mailFrom: null,
    });
    expect(settings.dataDir).toBe(`${process.cwd()}/data`);
  });

  it("derive the public address from the port", () => {
    expect(parseConfig({ PORT: "9000" }).publicUrl).toBe("http://localhost:9000");
    expect(parseConfig({ PUBLIC_URL: "https://learn.example/" }).publicUrl).toBe("https://learn.example");
  });
});

describe("good values", () => {
  it("read the host site, with a shared secret or a key set", () => {
    expect(parseConfig({ ...HOST, HOST_JWT_SECRET: SECRET }).issuers).toEqual([
      {
        name: "host",
        issuer: "https://school.example",
        audience: "courselet",
        keys: { kind: "secrets", secrets: [new TextEncoder().encode(SECRET)] },
      },
    ]);
    const url = "https://school.example/keys.json";
    expect(parseConfig({ ...HOST, HOST_JWKS_URL: url }).issuers[0]?.keys).toEqual({ kind: "jwks", url });
  });

  it("read several host sites, each with its keys", () => {
    const ISSUERS = JSON.stringify([
      { name: "blog", issuer: "https://blog.example", audience: "a", secrets: [SECRET, `${SECRET}2`] },
      { issuer: "https://shop.example", audience: "b", jwksUrl: "https://shop.example/jwks" },
    ]);
    const { issuers } = parseConfig({ ISSUERS });
    expect(issuers.map(({ name, keys }) => [name, keys.kind])).toEqual([
      ["blog", "secrets"],
      ["host", "jwks"],
    ]);
    expect(issuers[0]?.keys).toMatchObject({ secrets: { length: 2 } });
  });

  it("read Stripe's, two webhook secrets while one is rotated", () => {
    const env = { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_a, whsec_b" };
    expect(parseConfig(env).stripe).toEqual({
      secretKey: "sk_test_1",
      publishableKey: null,
      webhookSecrets: ["whsec_a", "whsec_b"],
      apiBase: null,
      promotionCodes: false,
      automaticTax: "off",
    });
    const options = { STRIPE_PROMOTION_CODES: "on", STRIPE_AUTOMATIC_TAX: "exclusive" };
    expect(parseConfig({ ...env, ...options }).stripe).toMatchObject({
      promotionCodes: true,
      automaticTax: "exclusive",
    });
    expect(faultsOf({ ...env, STRIPE_PROMOTION_CODES: "yes", STRIPE_AUTOMATIC_TAX: "10%" })).toEqual([
      "STRIPE_PROMOTION_CODES: must be on or off",
      "STRIPE_AUTOMATIC_TAX: must be off, on, inclusive (prices contain taxes) or exclusive",
    ]);
  });

  it("read Mux's private key as PEM or in base64", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const env = { MUX_TOKEN_ID: "i", MUX_TOKEN_SECRET: "s", MUX_SIGNING_KEY_ID: "k" };
    for (const key of [pem, Buffer.from(pem).toString("base64")]) {
      expect(parseConfig({ ...env, MUX_SIGNING_PRIVATE_KEY: key }).mux).toMatchObject({
        tokenId: "i",
        signingKeyId: "k",
        webhookSecrets: [],
        playbackRestrictionId: null,
      });
    }
  });

  it("take two secrets of Mux's webhooks while one is being rotated, and a playback restriction", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const env = {
      MUX_TOKEN_ID: "i",
      MUX_TOKEN_SECRET: "s",
      MUX_SIGNING_KEY_ID: "k",
      MUX_SIGNING_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
    const given = { MUX_WEBHOOK_SECRET: "new, old", MUX_PLAYBACK_RESTRICTION_ID: "restriction" };
    expect(parseConfig({ ...env, ...given }).mux).toMatchObject({
      webhookSecrets: ["new", "old"],
      playbackRestrictionId: "restriction",
    });
  });
});

describe("faults", () => {
  it.each([
    ["a port that is none", { PORT: "http" }, /^PORT: must be a number from 0 to 65535/],
    ["a port beyond the last", { PORT: "65536" }, /^PORT: must be a number from 0 to 65535/],
    ["any free port without an address", { PORT: "0" }, /^PUBLIC_URL: must be set when PORT is 0/],
    ["an address that is none", { PUBLIC_URL: "learn.example" }, /^PUBLIC_URL: must be an http\(s\) address/],
    ["another database", { DATABASE_URL: "mysql://host/db" }, /^DATABASE_URL: must be a PostgreSQL address/],
    ["a wildcard origin", { ALLOWED_ORIGINS: "*" }, /^ALLOWED_ORIGINS: .*"\*" is not an exact origin/],
    ["an origin with a path", { ALLOWED_ORIGINS: "https://a.example/x" }, /write https:\/\/a\.example$/],
    ["the origin null", { ALLOWED_ORIGINS: "null" }, /"null" is not an exact origin/],
    ["a proxy by name", { TRUSTED_PROXIES: "proxy.example" }, /^TRUSTED_PROXIES: .*must be IP addresses/],
    [
      "an HS256 secret of 31 bytes",
      { ...HOST, HOST_JWT_SECRET: "x".repeat(31) },
      /at least 32 bytes; make one with: node -e/,
    ],
    ["a secret alone", { HOST_JWT_SECRET: SECRET }, /^HOST_JWT_ISSUER: must be set too, because HOST_JWT_SECRET is/],
    ["an issuer without keys", HOST, /^HOST_JWT_SECRET, HOST_JWKS_URL: set exactly one of them/],
    [
      "a secret and a key set",
      { ...HOST, HOST_JWT_SECRET: SECRET, HOST_JWKS_URL: "https://a.example/k" },
      /^HOST_JWT_SECRET, HOST_JWKS_URL: set exactly one of them/,
    ],
    [
      "a key set without TLS",
      { ...HOST, HOST_JWKS_URL: "http://a.example/k" },
      /^HOST_JWKS_URL: must be the https address/,
    ],
    ["issuers that are not JSON", { ISSUERS: "blog" }, /^ISSUERS: must be a JSON list/],
    [
      "an issuer with two kinds of keys",
      { ISSUERS: JSON.stringify([{ issuer: "i", audience: "a", secret: SECRET, jwksUrl: "https://a.example" }]) },
      /^ISSUERS: 0: must have exactly one of/,
    ],
    [
      "an issuer whose users would be taken for guests",
      { ISSUERS: JSON.stringify([{ name: "guest", issuer: "i", audience: "a", secret: SECRET }]) },
      /the name "guest" is this server's own/,
    ],
    [
      "an issuer that would sign guest tokens",
      { ISSUERS: JSON.stringify([{ issuer: "courselet", audience: "a", secret: SECRET }]) },
      /the issuer "courselet" is this server's own/,
    ],
    [
      "two sites whose users would be taken for the same",
      { ...HOST, HOST_JWT_SECRET: SECRET, ISSUERS: JSON.stringify([{ issuer: "i", audience: "a", secret: SECRET }]) },
      /the name "host" is there twice/,
    ],
    ["a short API key", { API_KEY: "letmein" }, /^API_KEY: must have at least 32 characters/],
    ["Stripe without its webhook secret", { STRIPE_SECRET_KEY: "sk_1" }, /^STRIPE_WEBHOOK_SECRET: must be set too/],
    [
      "Stripe's keys mixed up",
      { STRIPE_SECRET_KEY: "sk_1", STRIPE_WEBHOOK_SECRET: "w", STRIPE_PUBLISHABLE_KEY: "sk_1" },
      /^STRIPE_PUBLISHABLE_KEY: is a secret key/,
    ],
    ["a stand-in without a key", { STRIPE_API_BASE: "http://127.0.0.1:1" }, /^STRIPE_SECRET_KEY: must be set too/],
    [
      "Mux without its signing key",
      { MUX_TOKEN_ID: "i", MUX_TOKEN_SECRET: "s" },
      /^MUX_SIGNING_KEY_ID: must be set too/,
    ],
    ["mail without a sender", { SMTP_URL: "smtp://h" }, /^MAIL_FROM: must be set too, because SMTP_URL is/],
  ])("names %s", (_what, env, expected) => {
    const faults = faultsOf(env);
    expect(faults.filter((fault) => expected.test(fault))).toHaveLength(1);
  });

  it("are all listed at once", () => {
    expect(faultsOf({ PORT: "x", API_KEY: "x", DATABASE_URL: "x" }).map((fault) => fault.split(":")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "API_KEY",
    ]);
  });

  it("never repeat a secret", () => {
    const env = {
      HOST_JWT_SECRET: "hunter2",
      API_KEY: "hunter2",
      STRIPE_SECRET_KEY: "pk_hunter2",
      MUX_SIGNING_PRIVATE_KEY: "hunter2",
    };
    expect(faultsOf(env).join()).not.toContain("hunter2");
  });
});
