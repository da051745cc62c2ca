import { serve, type ServerType } from "@hono/node-server";

import { createStripeStandIn, type StripeStandIn, type StripeStandInOptions } from "./stand-in.js";

export interface StartedStripeStandIn extends StripeStandIn {
  /** Where it listens, such as `http://127.0.0.1:4174`. */
  url: string;
  port: number;
}

/**
 * Runs the stand-in on a port of its own; port 0 takes a free one, and `publicUrl` is then the address it got unless
 * another is given.
 */
export async function startStripeStandIn({
  host,
  port,
  publicUrl,
  ...options
}: Omit<StripeStandInOptions, "publicUrl"> & {
  host: string;
  port: number;
  publicUrl?: string;
}): Promise<StartedStripeStandIn> {
  // The stand-in is to know its address, which is known when the port is open.
  let standIn: StripeStandIn | null = null;
  const answer = (request: Request) => standIn?.app.fetch(request) ?? new Response(null, { status: 503 });
  const server = await listen({ fetch: answer, hostname: host, port });
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  const url = `http://${host}:${actualPort}`;
  const created = createStripeStandIn({ ...options, publicUrl: publicUrl ?? url });
  standIn = created;
  return {
    ...created,
    url,
    port: actualPort,
    async close() {
      await created.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface ListenOptions {
  fetch: (request: Request) => Response | Promise<Response>;
  hostname: string;
  port: number;
}

function listen(options: ListenOptions): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve(options, () => resolve(server));
    server.once("error", reject);
  });
}
