import { createPrivateKey } from "node:crypto";
import { isIP } from "node:net";
import { resolve } from "node:path";

import { z } from "zod";

// One schema a variable. Each message says what to do, because it is all that somebody starting a server sees.

const MIN_SECRET_BYTES = 32;
const MAKE_SECRET = `make one with: node -e "console.log(require('crypto').randomBytes(32).toString('base64url'))"`;

/** `a, b` as ["a", "b"]. */
const commaSeparated = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

export const Port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a number from 0 to 65535, such as 8787")
  .transform(Number)
  .refine((port) => port <= 65_535, "must be a number from 0 to 65535, such as 8787");

export const Host = z.string().regex(/^\S+$/, "must be an address to listen on: 127.0.0.1, or 0.0.0.0 for every one");

/** An address without a trailing slash, so that paths can be put behind it. */
export const BaseUrl = z
  .string()
  .refine((text) => isHttpUrl(text) && !/[?#]/.test(text), "must be an http(s) address, such as https://learn.example")
  .transform((text) => text.replace(/\/+$/, ""));

export const Directory = z.string().transform((path) => resolve(path));

const BYTES = "must be a number of bytes, 1 to 1000000000000, such as 2147483648 for 2 GiB";
export const ByteCount = z
  .string()
  .regex(/^[1-9]\d{0,12}$/, BYTES)
  .transform(Number)
  .refine((bytes) => bytes <= 1_000_000_000_000, BYTES);

export const DatabaseUrl = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
    "must be a PostgreSQL address, such as postgresql://user:password@host:5432/courselet; leave it out for the embedded one",
  );

const Origin = z.string().superRefine((text, context) => {
  if (isHttpUrl(text) && new URL(text).origin === text) return;
  const meant = isHttpUrl(text) ? `; write ${new URL(text).origin}` : ", such as https://school.example";
  context.addIssue(
    `"${text}" is not an exact origin: scheme, host and port alone, no path, no wildcard, no slash at the end${meant}`,
  );
});
export const Origins = commaSeparated.pipe(z.array(Origin));

export const Proxies = commaSeparated.pipe(
  z.array(z.string().refine((text) => isIP(text) !== 0, "must be IP addresses, separated by commas")),
);

export const Text = z.string();

/** A shared secret, as bytes. What is shorter can be guessed from one token (RFC 7518, 3.2). */
export const HmacSecret = z
  .string()
  .transform((text) => new TextEncoder().encode(text))
  .refine((bytes) => bytes.length >= MIN_SECRET_BYTES, `must have at least ${MIN_SECRET_BYTES} bytes; ${MAKE_SECRET}`);

export const JwksUrl = z
  .string()
  .refine(
    (text) => isHttpUrl(text) && (new URL(text).protocol === "https:" || isLoopback(new URL(text).hostname)),
    "must be the https address of the host site's key set, such as https://school.example/.well-known/jwks.json",
  );

export const ApiKey = z
  .string()
  .regex(/^[^\s,]{32,}$/, `must have at least 32 characters and no white space or comma; ${MAKE_SECRET}`);

export const StripeSecretKey = z
  .string()
  .refine((text) => !text.startsWith("pk_"), "is the publishable key; the secret key begins with sk_ or rk_");
export const StripePublishableKey = z
  .string()
  .refine(
    (text) => !/^(sk|rk)_/.test(text),
    "is a secret key, which must never reach a browser; this one begins with pk_",
  );
export const StripeWebhookSecrets = commaSeparated.pipe(
  z
    .array(z.string())
    .min(1, "must be the endpoint's signing secret (whsec_...); two with a comma while one is rotated"),
);

export const MuxWebhookSecrets = commaSeparated;

export const OnOff = z
  .string()
  .regex(/^(on|off)$/, "must be on or off")
  .transform((text) => text === "on");
export const AutomaticTax = z
  .string()
  .pipe(
    z.enum(["off", "on", "inclusive", "exclusive"], "must be off, on, inclusive (prices contain taxes) or exclusive"),
  );

/** Mux hands its private keys out in base64. */
export const PrivateKey = z.string().superRefine((text, context) => {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  try {
    createPrivateKey(pem);
  } catch {
    context.addIssue("must be the private key that Mux gave with the signing key, in base64 or as PEM");
  }
});

export const SmtpUrl = z
  .string()
  .refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), "must look like smtps://user:password@host:465");
export const MailFrom = z.string().regex(/@/, 'must hold an address, such as "School <courses@school.example>"');

const ISSUER_SHAPE = '{ "name", "issuer", "audience", and one of "secret", "secrets" or "jwksUrl" }';
export const Issuers = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue(`must be a JSON list of ${ISSUER_SHAPE}`);
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z
        .strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]{0,31}$/, "must be lower case letters, digits and dashes: user ids begin with it")
            .default("host"),
          issuer: z.string().min(1),
          audience: z.string().min(1),
          secret: HmacSecret.optional(),
          secrets: z.array(HmacSecret).min(1).optional(),
          jwksUrl: JwksUrl.optional(),
        })
        .refine(
          ({ secret, secrets, jwksUrl }) =>
            [secret, secrets, jwksUrl].filter((keys) => keys !== undefined).length === 1,
          'must have exactly one of "secret", "secrets" and "jwksUrl"',
        ),
      `must be a JSON list of ${ISSUER_SHAPE}`,
    ),
  );

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
