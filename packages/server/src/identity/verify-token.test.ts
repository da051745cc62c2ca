import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Config } from "../config.js";
import { createTestClock } from "../testing/test-clock.js";
import { TEST_API_KEY, TEST_HOST_SECRET, TEST_ORIGIN, testConfig } from "../testing/test-config.js";
import { GUEST_ISSUER, issueGuestToken } from "./guest-token.js";
import { createVerifyToken } from "./verify-token.js";

const clock = createTestClock();
const NOW = clock.now().getTime() / 1000;
const config: Config = testConfig("/nowhere");
const verifyToken = createVerifyToken({ config, clock });

const CLAIMS = { iss: TEST_ORIGIN, aud: "courselet", sub: "42", iat: NOW, exp: NOW + 3_600 };
const OLD_SECRET = new TextEncoder().encode("the secret before the rotation, 32 bytes");

const sign = (claims: JWTPayload, header: Record<string, unknown> = {}, secret: Uint8Array = TEST_HOST_SECRET) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header }).sign(secret);

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A compact token from its parts, for what no library would make. */
function compact(header: object, claims: object, signature: string | ((input: string) => Buffer) = ""): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${typeof signature === "string" ? signature : signature(input).toString("base64url")}`;
}

const hmac = (secret: Uint8Array | string) => (input: string) => createHmac("sha256", secret).update(input).digest();
const without = (claim: keyof typeof CLAIMS) => ({ ...CLAIMS, [claim]: undefined });

describe("a good token", () => {
  it("of the host site speaks for its user", async () => {
    const token = await sign({ ...CLAIMS, role: "author", email: "ada@school.example" });
    expect(await verifyToken(token)).toEqual({
      userId: "host:42",
      isGuest: false,
      role: "author",
      email: "ada@school.example",
    });
  });

  it("of a guest speaks for the guest, with no role whatever it claims", async () => {
    const { token } = await issueGuestToken({ config, clock });
    const guest = await verifyToken(token);
    expect(guest).toMatchObject({ isGuest: true, role: "learner", email: null });
    expect(guest.userId).toMatch(/^guest:[0-9a-f-]{36}$/);
    const claims = { ...CLAIMS, iss: GUEST_ISSUER, aud: config.publicUrl, role: "admin" };
    expect(await verifyToken(await sign(claims, {}, config.secrets.guest))).toMatchObject({ role: "learner" });
  });

  it("may be the API key, which speaks for an admin", async () => {
    expect(await verifyToken(TEST_API_KEY)).toMatchObject({ userId: "api-key:admin", role: "admin" });
    await expect(verifyToken(TEST_API_KEY.slice(1))).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("knows no role but author and admin", async () => {
    expect(await verifyToken(await sign({ ...CLAIMS, role: "superuser" }))).toMatchObject({ role: "learner" });
  });

  it.each([
    ["issued by a clock that is 60 s ahead", { iat: NOW + 60, exp: NOW + 600 }],
    ["expired 59 s ago by ours", { iat: NOW - 600, exp: NOW - 59 }],
    ["not valid before 60 s from now", { nbf: NOW + 60 }],
    ["with several audiences, ours among them", { aud: ["other", "courselet"] }],
    ["that lives an hour", { exp: NOW + 3_600 }],
  ])("may be one %s", async (_what, claims) => {
    expect(await verifyToken(await sign({ ...CLAIMS, ...claims }))).toMatchObject({ userId: "host:42" });
  });
});

describe("a bad token", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicPem = "-----BEGIN PUBLIC KEY-----\nany public key, as text, is no secret\n-----END PUBLIC KEY-----\n";

  it.each<[string, () => string | Promise<string>]>([
    ["nothing like a token", () => "letmein"],
    ["empty parts", () => ".."],
    ["an unsecured one", () => compact({ alg: "none" }, CLAIMS)],
    ["an unsecured one in disguise", () => compact({ alg: "nOnE" }, CLAIMS)],
    ["one without a signature", async () => (await sign(CLAIMS)).replace(/[^.]+$/, "")],
    [
      "one with another's signature",
      () => compact({ alg: "HS256" }, CLAIMS, hmac("another secret, also of 32 bytes.")),
    ],
    ["one of another algorithm of the family", () => compact({ alg: "HS512" }, CLAIMS, hmac(TEST_HOST_SECRET))],
    ["one signed with an RSA key", () => new SignJWT(CLAIMS).setProtectedHeader({ alg: "RS256" }).sign(privateKey)],
    ["one signed with a public key's text", () => compact({ alg: "HS256" }, CLAIMS, hmac(publicPem))],
    ["one that brings its key", () => sign(CLAIMS, { jwk: { kty: "oct", k: "AAAA" } })],
    ["one that names where its key is", () => sign(CLAIMS, { jku: "https://evil.example/keys" })],
    ["one that names a certificate", () => sign(CLAIMS, { x5u: "https://evil.example/cert" })],
    ["one that brings a certificate", () => sign(CLAIMS, { x5c: ["AAAA"] })],
    [
      "one with a critical extension",
      () => compact({ alg: "HS256", crit: ["exp"], exp: NOW }, CLAIMS, hmac(TEST_HOST_SECRET)),
    ],
    ["one from an unknown issuer", () => sign({ ...CLAIMS, iss: "https://evil.example" })],
    ["one for another audience", () => sign({ ...CLAIMS, aud: "another-service" })],
    ["the host's, in a guest's name", () => sign({ ...CLAIMS, iss: GUEST_ISSUER, aud: config.publicUrl })],
    ["a guest's, in the host's name", () => sign(CLAIMS, {}, config.secrets.guest)],
    ["one without iss", () => sign(without("iss"))],
    ["one without aud", () => sign(without("aud"))],
    ["one without sub", () => sign(without("sub"))],
    ["one without iat", () => sign(without("iat"))],
    ["one without exp", () => sign(without("exp"))],
    ["one with an empty sub", () => sign({ ...CLAIMS, sub: "" })],
    ["one with a number for sub", () => compact({ alg: "HS256" }, { ...CLAIMS, sub: 42 }, hmac(TEST_HOST_SECRET))],
    ["one with NUL in its sub", () => sign({ ...CLAIMS, sub: "4\u00002" })],
    [
      "one with a lone surrogate in its sub",
      () => compact({ alg: "HS256" }, { ...CLAIMS, sub: "\ud800" }, hmac(TEST_HOST_SECRET)),
    ],
    ["one with a text for exp", () => compact({ alg: "HS256" }, { ...CLAIMS, exp: "never" }, hmac(TEST_HOST_SECRET))],
    ["one that lives longer than an hour", () => sign({ ...CLAIMS, exp: NOW + 3_601 })],
    ["one that ends before it begins", () => sign({ ...CLAIMS, iat: NOW + 50, exp: NOW + 40 })],
    ["one from 120 s in the future", () => sign({ ...CLAIMS, iat: NOW + 120 })],
    ["one not valid before 120 s from now", () => sign({ ...CLAIMS, nbf: NOW + 120 })],
    ["a megabyte", () => "x".repeat(1_000_000)],
    ["an encrypted one", () => `${compact({ alg: "dir", enc: "A256GCM" }, CLAIMS)}.AAAA.AAAA`],
  ])("is %s", async (_what, make) => {
    await expect(verifyToken(await make())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is one that expired 120 s ago, and says so", async () => {
    const token = await sign({ ...CLAIMS, iat: NOW - 600, exp: NOW - 120 });
    await expect(verifyToken(token)).rejects.toMatchObject({ code: "token_expired" });
  });
});

describe("two secrets of one issuer", () => {
  const [issuer] = config.issuers;
  const verifierWith = (...secrets: Uint8Array[]) =>
    createVerifyToken({
      config: { ...config, issuers: issuer === undefined ? [] : [{ ...issuer, keys: { kind: "secrets", secrets } }] },
      clock,
    });

  it("overlap while one is rotated, and the removed one no longer works", async () => {
    const token = await sign(CLAIMS, {}, OLD_SECRET);
    expect(await verifierWith(TEST_HOST_SECRET, OLD_SECRET)(token)).toMatchObject({ userId: "host:42" });
    await expect(verifierWith(TEST_HOST_SECRET)(token)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("both say when a token of theirs has expired", async () => {
    const token = await sign({ ...CLAIMS, iat: NOW - 900, exp: NOW - 300 }, {}, OLD_SECRET);
    const verify = verifierWith(TEST_HOST_SECRET, OLD_SECRET);
    await expect(verify(token)).rejects.toMatchObject({ code: "token_expired" });
  });
});

const verifierOf = (address: string) =>
  createVerifyToken({
    config: {
      ...config,
      issuers: [{ name: "host", issuer: TEST_ORIGIN, audience: "courselet", keys: { kind: "jwks", url: address } }],
    },
    clock,
  });

describe("a key set", () => {
  let server: Server;
  let url: string;
  let keys: object[] = [];
  beforeAll(async () => {
    server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.close();
  });

  it.each(["RS256", "PS256", "ES256", "EdDSA"])("verifies %s", async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    keys = [{ ...(await exportJWK(pair.publicKey)), kid: alg, alg, use: "sig" }];
    const token = await new SignJWT(CLAIMS).setProtectedHeader({ alg, kid: alg }).sign(pair.privateKey);
    expect(await verifierOf(url)(token)).toMatchObject({ userId: "host:42" });
  });

  it("refuses an unknown kid, a shared secret and a stolen kid", async () => {
    const [own, other] = [await generateKeyPair("RS256", { extractable: true }), await generateKeyPair("RS256")];
    const jwk = await exportJWK(own.publicKey);
    keys = [{ ...jwk, kid: "own", alg: "RS256", use: "sig" }];
    const verify = verifierOf(url);
    const tokens = [
      await new SignJWT(CLAIMS).setProtectedHeader({ alg: "RS256", kid: "other" }).sign(own.privateKey),
      await new SignJWT(CLAIMS).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(other.privateKey),
      compact({ alg: "HS256", kid: "own" }, CLAIMS, hmac(Buffer.from(jwk.n ?? "", "base64url"))),
      await sign(CLAIMS, { kid: "own" }),
    ];
    for (const token of tokens) await expect(verify(token)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("that does not answer signs nobody out", async () => {
    const token = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: "RS256", kid: "own" })
      .sign((await generateKeyPair("RS256")).privateKey);
    await expect(verifierOf("http://127.0.0.1:1/")(token)).rejects.toMatchObject({ code: "unavailable" });
  });
});
