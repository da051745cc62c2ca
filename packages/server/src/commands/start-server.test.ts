import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { openSocket } from "../testing/open-socket.js";
import { type RunningServer, startServer } from "./start-server.js";

let test: TestApp;
let server: RunningServer;
let port: number;
beforeAll(async () => {
  test = await createTestApp();
  server = await startServer(test.deps);
  port = Number(new URL(server.url).port);
});
afterAll(async () => {
  await server.stop();
  await test.close();
});

describe("over a socket", () => {
  it("the API answers", async () => {
    const response = await fetch(`${server.url}/v1/courses`);
    expect(await response.json()).toEqual({ courses: [], nextCursor: null });
    expect((await fetch(`${server.url}/v1/courses`, { method: "HEAD" })).status).toBe(200);
  });

  it("a body in chunks is limited too", async () => {
    const { socket, received, closed } = openSocket(port);
    socket.write("POST /v1/guests HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (let sent = 0; sent < 80; sent += 1) socket.write(`400\r\n${"x".repeat(1024)}\r\n`);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body_too_large"/);
  });

  it("a token of a megabyte is refused before it is read", async () => {
    const { socket, received, closed } = openSocket(port);
    socket.write(`GET /v1/courses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${"x".repeat(1_000_000)}\r\n\r\n`);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 431 /);
  });

  it.each([
    "GET /%zz HTTP/1.1\r\nHost: x",
    "GET //evil HTTP/1.1\r\nHost: x",
    "GET / HTTP/1.1\r\nHost: x:y:z",
    "GET * HTTP/1.1\r\nHost: x",
  ])("a strange address or host is no failure of ours: %j", async (head) => {
    const { socket, received, closed } = openSocket(port);
    socket.write(`${head}\r\nConnection: close\r\n\r\n`);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  });

  it("headers may take 10 s and not longer", async () => {
    const { socket, received, closed } = openSocket(port);
    const started = performance.now();
    socket.write("GET /healthz HTTP/1.1\r\nHost:");
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - started).toBeGreaterThan(9_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
