import type { IncomingMessage, ServerResponse } from "node:http";

import { isUpload } from "../http/limit-body.js";

const PATIENCE_MS = 30_000;
const TIMEOUT = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n";

/**
 * Ends a request (408) whose body has not arrived within 30 s. The file of an upload may take as long as it needs, as long
 * as some of it comes in every 30 s. Node's own `requestTimeout` knows no such difference.
 */
export function limitReceiving({
  incoming,
  outgoing,
  patienceMs = PATIENCE_MS,
}: {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  patienceMs?: number;
}): void {
  const { headers, socket, method, url = "" } = incoming;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
  const mayGoOn = isUpload({ method, path: url });
  let arrived = socket.bytesRead;
  const timer = setInterval(() => {
    if (incoming.complete) clearInterval(timer);
    else if (mayGoOn && socket.bytesRead > arrived) arrived = socket.bytesRead;
    else {
      clearInterval(timer);
      if (!outgoing.headersSent) socket.write(TIMEOUT);
      socket.destroy();
    }
  }, patienceMs);
  incoming.once("close", () => clearInterval(timer));
}
