import { CHECKOUT_PARAMETER } from "@courselet/contract/checkout";

/** How a URL that came from outside may not be: browsers ignore or rewrite these, and so disagree with parsers. */
const SUSPICIOUS = /[\\\p{Cc}\p{Z}]/u;

/**
 * The page a visitor returns to after paying, if it may be one: an absolute http(s) URL written plainly, without user info,
 * on an origin in `allowedOrigins`, and https unless the host is this very machine. Null when it may not.
 */
export function parseReturnUrl(text: string, allowedOrigins: readonly string[]): URL | null {
  if (SUSPICIOUS.test(text) || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return null;
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return null;
  return allowedOrigins.includes(url.origin) ? url : null;
}

/** The same page, with the checkout's id in its query; what the query and the fragment held stays as it was written. */
export function successUrl(returnUrl: URL, checkoutId: string): string {
  const url = new URL(returnUrl);
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && !part.startsWith(`${CHECKOUT_PARAMETER}=`));
  url.search = [...kept, `${CHECKOUT_PARAMETER}=${checkoutId}`].join("&");
  return url.href;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
