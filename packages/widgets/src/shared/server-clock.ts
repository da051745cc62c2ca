let aheadMs = 0;

/** What the server's clock says, in milliseconds since 1970, as far as its answers told: a visitor's may be hours wrong. */
export const serverNow = (): number => Date.now() + aheadMs;

/** Reads an answer's `Date`. One that may come out of a cache says nothing of now. */
export function readServerClock(headers: Headers): void {
  const date = headers.get("cache-control")?.includes("no-store") && Date.parse(headers.get("date") ?? "");
  if (date) aheadMs = date - Date.now();
}
