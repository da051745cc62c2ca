import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";

import type { Clock } from "../deps.js";
import { RateLimitedError } from "./errors.js";
import type { RequestContext, RouterEnvironment } from "./router.js";

/** Requests at once, and how many a second come back. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** Generous: a classroom behind one address is one client here. They stop loops and scripts, not people. */
export const RATES = {
  requests: { burst: 1_000, perSecond: 100 },
  guests: { burst: 120, perSecond: 2 },
  restore: { burst: 20, perSecond: 1 / 60 },
} satisfies Record<string, Rate>;

/** More clients than this at once, and those who asked longest ago are forgotten. */
const MAX_CLIENTS = 20_000;

/** How often each of many may do something. */
export interface Allowance {
  /** Counts one more; throws RateLimitedError when it is too many. */
  take(key: string): void;
}

export function createAllowance({ rate, clock }: { rate: Rate; clock: Clock }): Allowance {
  /** In the order of their last request: a Map keeps the order in which keys are set. */
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key) {
      const at = clock.now().getTime() / 1000;
      const before = buckets.get(key) ?? { tokens: rate.burst, at };
      const tokens = Math.min(rate.burst, before.tokens + Math.max(0, at - before.at) * rate.perSecond);
      buckets.delete(key);
      buckets.set(key, { tokens: Math.max(0, tokens - 1), at });
      if (buckets.size > MAX_CLIENTS) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      if (tokens < 1) throw new RateLimitedError();
    },
  };
}

/**
 * Refuses a client's requests (429) beyond a rate: by user where somebody is signed in, else by address; or always by
 * address, for what anybody may do who has made themselves a guest or ten.
 */
export function rateLimit({
  rate,
  clock,
  trustedProxies,
  by = "user",
}: {
  rate: Rate;
  clock: Clock;
  trustedProxies: string[];
  by?: "user" | "address";
}): MiddlewareHandler<RouterEnvironment> {
  const allowance = createAllowance({ rate, clock });
  return async (c, next) => {
    const userId = by === "user" ? c.var.learner?.userId : undefined;
    allowance.take(userId ?? clientAddress(c, trustedProxies));
    await next();
  };
}

/**
 * The address at the other end of the socket. Only if that is one of the configured proxies is X-Forwarded-For believed,
 * and of it the last entry that no configured proxy stands for: the ones before it are whatever the client wrote.
 */
export function clientAddress(c: RequestContext, trustedProxies: string[]): string {
  // Without a socket, as in tests, Hono gives no bindings at all.
  const bindings = c.env as Partial<HttpBindings> | undefined;
  const socketAddress = bindings?.incoming?.socket.remoteAddress ?? "unknown";
  if (!trustedProxies.includes(plain(socketAddress))) return plain(socketAddress);
  const forwarded = (c.req.header("X-Forwarded-For") ?? "").split(",").map((address) => plain(address.trim()));
  const client = forwarded.findLast((address) => address !== "" && !trustedProxies.includes(address));
  return client ?? plain(socketAddress);
}

/** An IPv4 address that came in over an IPv6 socket is the same client. */
function plain(address: string): string {
  return address.replace(/^::ffff:/, "");
}
