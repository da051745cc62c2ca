/** What the environment says, checked. See .env.example for each variable's meaning. */
export interface Config {
  port: number;
  host: string;
  /** Where browsers reach this server, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  /** The largest file that an author may upload here. */
  maxUploadBytes: number;
  /** Null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  /** Serialized origins of the host pages, such as `https://school.example`. */
  allowedOrigins: string[];
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  issuers: HostIssuer[];
  apiKey: string | null;
  stripe: StripeConfig | null;
  mux: MuxConfig | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  secrets: Secrets;
}

/** A host site whose tokens are believed. Its users become `<name>:<sub>`. */
export interface HostIssuer {
  name: string;
  /** The `iss` and `aud` that its tokens must carry. */
  issuer: string;
  audience: string;
  /** One family of algorithms and its keys; nothing else verifies this issuer's tokens. */
  keys: { kind: "secrets"; secrets: Uint8Array[] } | { kind: "jwks"; url: string };
}

export interface StripeConfig {
  secretKey: string;
  /** Needed for embedded checkout only. */
  publishableKey: string | null;
  /** Several while one is being rotated. */
  webhookSecrets: string[];
  /** A stand-in's address; null: Stripe itself. */
  apiBase: string | null;
  /** Whether the payment page has a field for a promotion code. */
  promotionCodes: boolean;
  /** Whether Stripe Tax works taxes out, and whether prices contain them; `on` leaves that to the account's settings. */
  automaticTax: "off" | "on" | "inclusive" | "exclusive";
}

export interface MuxConfig {
  tokenId: string;
  tokenSecret: string;
  /** Several while one is being rotated; none: nobody can tell us of Mux's events. */
  webhookSecrets: string[];
  signingKeyId: string;
  /** PKCS #8 or PKCS #1 PEM, or the same in base64 as Mux hands it out. */
  signingPrivateKey: string;
  /** The rule at Mux that says on which sites videos play; null: none. */
  playbackRestrictionId: string | null;
  apiBase: string | null;
}

/** This server's own keys, made once and kept in DATA_DIR/secrets.json. */
export interface Secrets {
  /** Signs guest tokens. */
  guest: Uint8Array;
  /** Signs the URLs of stored files. */
  files: Uint8Array;
}
