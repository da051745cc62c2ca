import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { getRequestListener } from "@hono/node-server";

import { createApp } from "../app.js";
import type { Deps } from "../deps.js";
import { createMetrics, type Metrics } from "../operations/metrics.js";
import { limitReceiving } from "./limit-receiving.js";

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8787`. */
  url: string;
  /** Takes no new connections, answers what is in flight, closes what is idle; at most DRAIN_MS long. */
  stop(): Promise<void>;
}

const DRAIN_MS = 8_000;
const IDLE_CHECK_MS = 20;
const MAX_CONNECTIONS = 2_000;

/** Puts the app behind a socket on `config.host` and `config.port`. Rejects with the system's error when it cannot listen. */
export async function startServer(deps: Deps, metrics: Metrics = createMetrics()): Promise<RunningServer> {
  const app = createApp(deps, { metrics });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    {
      headersTimeout: 10_000,
      // Bodies have a limit that knows uploads: see limit-receiving.ts.
      requestTimeout: 0,
      // How often the first is looked at; Node's own choice is every 30 s.
      connectionsCheckingInterval: 2_000,
      // Longer than the 60 s of common load balancers, so that they, and not this side, close idle connections.
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => {
      limitReceiving({ incoming, outgoing });
      void answer(incoming, outgoing);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  await listen(server, deps.config);
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    stop: () => stop(server),
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is answered after close() stays open for its next request, so idle ones are closed as they appear.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    const end = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(end);
      resolve();
    });
  });
}
