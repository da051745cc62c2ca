import { describe, expect, it } from "vitest";

import { createTestClock } from "../testing/test-clock.js";
import { answerErrors } from "./answer-errors.js";
import { clientAddress, rateLimit } from "./rate-limit.js";
import { createRouter } from "./router.js";

const PROXY = "10.0.0.1";

/** A router behind a limit of three requests at once and one a second; `from` is the socket's other end. */
function limited() {
  const clock = createTestClock();
  const log = { info() {}, warn() {}, error() {} };
  const router = createRouter();
  router.onError(answerErrors({ log }));
  router.use(async (c, next) => {
    const userId = c.req.header("X-User");
    c.set("learner", userId === undefined ? null : { userId, isGuest: false, role: "learner", email: null });
    await next();
  });
  router.use(rateLimit({ rate: { burst: 3, perSecond: 1 }, clock, trustedProxies: [PROXY] }));
  router.get("/", (c) => c.text(clientAddress(c, [PROXY])));
  const ask = async (from: string, headers: Record<string, string> = {}) =>
    router.request("/", { headers }, { incoming: { socket: { remoteAddress: from } } });
  const statuses = async (count: number, from: string, headers?: Record<string, string>) => {
    const responses = await Promise.all(Array.from({ length: count }, () => ask(from, headers)));
    return responses.map(({ status }) => status);
  };
  return { clock, ask, statuses };
}

describe("a client", () => {
  it("may ask so often at once, and then as often as time allows", async () => {
    const { clock, ask, statuses } = limited();
    expect(await statuses(5, "192.0.2.1")).toEqual([200, 200, 200, 429, 429]);
    const refused = await ask("192.0.2.1");
    expect(await refused.json()).toMatchObject({ error: { code: "rate_limited" } });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    clock.advance(2_000);
    expect(await statuses(3, "192.0.2.1")).toEqual([200, 200, 429]);
    clock.advance(3_600_000);
    expect(await statuses(4, "192.0.2.1")).toEqual([200, 200, 200, 429]);
  });

  it("is a user where there is one, else an address", async () => {
    const { statuses } = limited();
    await statuses(4, "192.0.2.1");
    expect(await statuses(1, "192.0.2.1")).toEqual([429]);
    expect(await statuses(1, "192.0.2.2")).toEqual([200]);
    expect(await statuses(4, "192.0.2.1", { "X-User": "host:1" })).toEqual([200, 200, 200, 429]);
    expect(await statuses(1, "192.0.2.9", { "X-User": "host:1" })).toEqual([429]);
    expect(await statuses(1, "192.0.2.1", { "X-User": "host:2" })).toEqual([200]);
  });
});

describe("X-Forwarded-For", () => {
  it.each([
    ["of a stranger is not believed", "192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["of a configured proxy is", PROXY, "198.51.100.7", "198.51.100.7"],
    ["counts from its end: what stands before is the client's own", PROXY, "203.0.113.9, 198.51.100.7", "198.51.100.7"],
    ["may hold proxies of ours behind the client", PROXY, `198.51.100.7, ${PROXY}`, "198.51.100.7"],
    ["may be empty", PROXY, "", PROXY],
    ["comes over IPv6 sockets too", `::ffff:${PROXY}`, "198.51.100.7", "198.51.100.7"],
  ])("%s", async (_what, from, forwarded, expected) => {
    const { ask } = limited();
    expect(await (await ask(from, { "X-Forwarded-For": forwarded })).text()).toBe(expected);
  });
});
