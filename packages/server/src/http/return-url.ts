import { InvalidRequestError } from "./errors.js";

/** How a URL that came from outside may not be: browsers ignore or rewrite these, and so disagree with parsers. */
const SUSPICIOUS = /[\\\p{Cc}\p{Z}]/u;

/**
 * The page a visitor returns to, after paying or out of a mail, if it may be one: an absolute http(s) URL written plainly, without user info,
 * on an origin in `allowedOrigins`, and https unless the host is this very machine. Null when it may not.
 */
export function parseReturnUrl(text: string, allowedOrigins: readonly string[]): URL | null {
  if (SUSPICIOUS.test(text) || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return null;
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return null;
  return allowedOrigins.includes(url.origin) ? url : null;
}

/** The same for a request's `returnUrl`; throws InvalidRequestError when it may not be one. */
export function requireReturnUrl(text: string, allowedOrigins: readonly string[]): URL {
  const url = parseReturnUrl(text, allowedOrigins);
  if (url !== null) return url;
  throw new InvalidRequestError("The visitor cannot be sent back to this page.", [
    { path: "returnUrl", message: "must be an https URL on an origin of ALLOWED_ORIGINS (http on this machine only)" },
  ]);
}

/** The same page with one parameter in its query; what the query and the fragment held stays as it was written. */
export function withParameter(page: URL, name: string, value: string): string {
  const url = new URL(page);
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && !part.startsWith(`${name}=`));
  url.search = [...kept, `${name}=${encodeURIComponent(value)}`].join("&");
  return url.href;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
