import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

import { afterEach, beforeEach, expect, it } from "vitest";

import { openSocket } from "../testing/open-socket.js";
import { limitReceiving } from "./limit-receiving.js";

const PATIENCE_MS = 300;

let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer({ requestTimeout: 0 }, (incoming, outgoing) => {
    limitReceiving({ incoming, outgoing, patienceMs: PATIENCE_MS });
    incoming.resume().once("end", () => outgoing.end("all there"));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a body of ten bytes, one each 100 ms: more than three times as long as the patience. */
async function drip(head: string): Promise<string> {
  const { socket, received, closed } = openSocket(port);
  socket.write(`${head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\n`);
  for (let sent = 0; sent < 10 && !socket.destroyed; sent += 1) {
    socket.write("x");
    await setTimeout(100);
  }
  await closed;
  return received();
}

it("an upload that is slow but moves goes on", async () => {
  expect(await drip("PUT /uploads/token")).toMatch(/^HTTP\/1\.1 200 [^]*all there/);
});

it.each(["POST /uploads/token", "PUT /v1/me/wishlist/1", "POST /v1/me/merge"])("%s is not waited for", async (head) => {
  expect(await drip(head)).toMatch(/^HTTP\/1\.1 408 /);
});

it("an upload of which nothing comes any more ends", async () => {
  const { socket, received, closed } = openSocket(port);
  socket.write("PUT /uploads/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
  const started = performance.now();
  await closed;
  expect(received()).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - started).toBeLessThan(4 * PATIENCE_MS);
});
