import type { Config } from "../config.js";

export const TEST_ORIGIN = "https://school.example";
export const TEST_API_KEY = "test-api-key-of-forty-characters-exactly";
export const TEST_HOST_SECRET = new TextEncoder().encode("a host secret for tests, 32 bytes or more");

/** A server with one host site, and neither Stripe nor Mux. */
export function testConfig(dataDir: string): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    publicUrl: "http://localhost:8787",
    dataDir,
    maxUploadBytes: 10 * 1024 * 1024,
    databaseUrl: null,
    allowedOrigins: [TEST_ORIGIN],
    trustedProxies: [],
    issuers: [
      {
        name: "host",
        issuer: TEST_ORIGIN,
        audience: "courselet",
        keys: { kind: "secrets", secrets: [TEST_HOST_SECRET] },
      },
    ],
    apiKey: TEST_API_KEY,
    stripe: null,
    mux: null,
    smtpUrl: null,
    mailFrom: null,
    secrets: {
      guest: new TextEncoder().encode("the guest secret of tests, 32 bytes!"),
      files: new TextEncoder().encode("the files secret of tests, 32 bytes!"),
    },
  };
}
