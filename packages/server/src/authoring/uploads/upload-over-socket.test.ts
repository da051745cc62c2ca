import { randomBytes } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterEach, beforeEach, expect, it } from "vitest";

import { type RunningServer, startServer } from "../../commands/start-server.js";
import { createTestApp, type TestApp } from "../../testing/create-test-app.js";
import { makeCourse } from "../../testing/make-course.js";
import { openSocket } from "../../testing/open-socket.js";
import { startLocalUpload } from "./start-local-upload.js";

const MEBIBYTE = 1024 * 1024;
const PART = MEBIBYTE / 8;

let test: TestApp;
let server: RunningServer;
let attachmentId: string;
beforeEach(async () => {
  test = await createTestApp({ config: { maxUploadBytes: 1024 * MEBIBYTE } });
  server = await startServer(test.deps);
  const { attachmentIds } = await makeCourse(test.db, { attachments: [{ url: "https://files.example/a.zip" }] });
  attachmentId = attachmentIds[0] ?? "";
});
afterEach(async () => {
  await server.stop();
  await test.close();
});

async function start(sizeBytes: number): Promise<string> {
  const target = { kind: "attachment", attachmentId } as const;
  const { uploadUrl } = await startLocalUpload({ deps: test.deps, target, fileName: "a.zip", sizeBytes });
  return new URL(uploadUrl).pathname;
}

const ZIP = Buffer.concat([Buffer.from("PK\u0003\u0004"), randomBytes(MEBIBYTE - 4)]);
const stored = () => readdir(join(test.deps.config.dataDir, "files")).catch(() => []);

it("writes a large file to the disk as it comes, and holds the sender back meanwhile", async () => {
  const size = 96;
  const path = await start(size * MEBIBYTE);
  let sent = 0;
  let ahead = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      ahead = Math.max(ahead, sent - (await written()));
      const from = sent % MEBIBYTE;
      if (sent === size * MEBIBYTE) controller.close();
      else controller.enqueue(new Uint8Array(ZIP.subarray(from, from + PART)));
      sent += PART;
    },
  });
  const init = { method: "PUT", body, duplex: "half" } as RequestInit;
  const response = await fetch(server.url + path, init);
  expect(response.status).toBe(204);
  expect(await test.db.attachment.findFirstOrThrow()).toMatchObject({ sizeBytes: BigInt(size * MEBIBYTE) });
  // What is neither here nor on the disk is in the buffers of two sockets and their streams; held in memory it would be all.
  expect(ahead / MEBIBYTE).toBeLessThan(size / 3);
});

/** Bytes that are on the disk so far. */
async function written(): Promise<number> {
  const sizes = (await stored()).map(async (name) => (await stat(join(test.deps.config.dataDir, "files", name))).size);
  return (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
}

it("leaves nothing behind when the connection breaks", async () => {
  const path = await start(MEBIBYTE);
  const { socket, closed } = openSocket(Number(new URL(server.url).port));
  socket.write(`PUT ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${MEBIBYTE}\r\n\r\n`);
  socket.write(ZIP.subarray(0, 300_000));
  while ((await stored()).length === 0) await setTimeout(10);
  socket.destroy();
  await closed;
  while ((await stored()).length > 0) await setTimeout(10);
  expect(test.logged).toEqual([]);
  expect((await fetch(server.url + path, { method: "PUT", body: ZIP })).status).toBe(204);
});

it("refuses what is too long without waiting for the rest of it", async () => {
  const path = await start(1000);
  const { socket, received, closed } = openSocket(Number(new URL(server.url).port));
  socket.write(`PUT ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${MEBIBYTE}\r\n\r\n`);
  socket.write(ZIP.subarray(0, 100_000));
  await closed;
  expect(received()).toMatch(/^HTTP\/1\.1 413 /);
  expect(await stored()).toEqual([]);
});
