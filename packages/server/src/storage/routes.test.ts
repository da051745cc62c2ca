import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";

let test: TestApp;
let directory: string;
beforeEach(async () => {
  test = await createTestApp();
  directory = await mkdtemp(join(tmpdir(), "courselet-files-"));
});
afterEach(async () => {
  await test.close();
  await rm(directory, { recursive: true });
});

const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));

async function add(name: string, content: Buffer | string = BYTES): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return test.deps.files.add(path);
}

/** A path that works for a minute. */
function signed(reference: string, downloadName?: string): string {
  const expiresAt = new Date(test.clock.now().getTime() + 60_000);
  const { pathname, search } = new URL(test.deps.files.signedUrl(reference, expiresAt, downloadName));
  return pathname + search;
}

function mediaPath(reference: string): string {
  return new URL(test.deps.files.publicUrl(reference)).pathname;
}

describe("adding a file", () => {
  it("names it by its content, keeps it once, and leaves nothing else behind", async () => {
    const hash = createHash("sha256").update(BYTES).digest("hex");
    expect(await add("a.mp4")).toBe(`stored:${hash}.mp4`);
    expect(await add("b.MP4")).toBe(`stored:${hash}.mp4`);
    expect(await add("c.JPEG")).toBe(`stored:${hash}.jpg`);
    const kept = await readdir(join(test.deps.config.dataDir, "files"));
    expect(kept.toSorted()).toEqual([`${hash}.jpg`, `${hash}.mp4`]);
  });

  it.each(["page.html", "script.js", "page.xhtml", "run.exe", "noextension", ".env", "x.constructor"])(
    "does not take %s",
    async (name) => {
      await expect(add(name)).rejects.toThrow(/not taken/);
    },
  );

  it("leaves nothing behind when the source cannot be read", async () => {
    await mkdir(join(directory, "folder.mp4"));
    await expect(test.deps.files.add(join(directory, "folder.mp4"))).rejects.toThrow("EISDIR");
    await expect(test.deps.files.add(join(directory, "missing.mp4"))).rejects.toThrow("ENOENT");
    expect(await readdir(join(test.deps.config.dataDir, "files"))).toEqual([]);
  });

  it("passes addresses of other places through", () => {
    const url = "https://images.example/a.jpg";
    expect(test.deps.files.publicUrl(url)).toBe(url);
    expect(test.deps.files.signedUrl(url, new Date())).toBe(url);
  });
});

describe("/media/", () => {
  it("shows a picture to everybody, for ever", async () => {
    const path = mediaPath(await add("a.png"));
    const response = await test.request(path, { headers: { Origin: "https://anywhere.example" } });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "1000",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES);
    const etag = response.headers.get("ETag") ?? "";
    expect((await test.request(path, { headers: { "If-None-Match": etag } })).status).toBe(304);
  });

  it("puts an SVG in a sandbox", async () => {
    const response = await test.request(mediaPath(await add("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")));
    expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(response.headers.get("Content-Security-Policy")).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    );
  });

  it("shows nothing but pictures, and nothing outside its folder", async () => {
    await writeFile(join(test.deps.config.dataDir, "secrets.json"), "{}");
    const video = await add("a.mp4");
    expect((await test.request(mediaPath(video))).status).toBe(404);
    for (const name of [
      "..%2fsecrets.json",
      "%2e%2e%2fsecrets.json",
      "..%5csecrets.json",
      "secrets.json",
      `${"a".repeat(64)}.png`,
      `${"A".repeat(64)}.png`,
      `${"a".repeat(63)}.png`,
      `${"a".repeat(64)}.png%00`,
      `${"a".repeat(64)}.constructor`,
      `.incoming-x`,
    ]) {
      expect((await test.request(`/media/${name}`)).status).toBe(404);
      expect((await test.request(`/files/${name}?expires=9999999999&signature=x`)).status).toBe(404);
    }
  });
});

describe("/files/", () => {
  it("gives the file to whoever holds the signed address", async () => {
    const response = await test.request(signed(await add("a.mp4")));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": "1000",
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=60",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(response.headers.get("Content-Disposition")).toBeNull();
    expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES);
  });

  it("saves under the name that was signed", async () => {
    const response = await test.request(signed(await add("a.pdf"), "Übersicht.pdf"));
    expect(response.headers.get("Content-Disposition")).toContain("filename*=UTF-8''%C3%9Cbersicht.pdf");
  });

  it("refuses an address that was changed, was not signed, or has expired", async () => {
    const reference = await add("a.mp4");
    const other = await add("b.mp4", "something else");
    const path = signed(reference, "a.mp4");
    const [name, otherName] = [reference.slice(7), other.slice(7)];
    const tampered = [
      path.replace(name, otherName),
      path.replace(/expires=(\d+)/, (_, seconds: string) => `expires=${Number(seconds) + 1}`),
      path.replace(/expires=/, "expires=0"),
      path.replace(/expires=\d+/, "expires="),
      path.replace("download=a.mp4", "download=b.mp4"),
      path.replace("download=a.mp4&", ""),
      path.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      `${path}A`,
      `${path}=`,
      path.replace(/signature=.*/, "signature="),
      path.replace(/signature=.*/, `signature=${"A".repeat(43)}`),
      `/files/${name}`,
    ];
    for (const address of tampered) {
      const response = await test.request(address);
      expect([address, response.status]).toEqual([address, 403]);
    }
    expect((await test.request(path)).status).toBe(200);
    test.clock.advance(60_000);
    expect((await test.request(path)).status).toBe(403);
  });

  it("is not opened by the signature of another secret", async () => {
    const path = signed(await add("a.mp4"));
    const other = await createTestApp({
      config: { secrets: { ...test.deps.config.secrets, files: new TextEncoder().encode("x".repeat(32)) } },
    });
    await writeFile(join(directory, "a.mp4"), BYTES);
    await other.deps.files.add(join(directory, "a.mp4"));
    expect((await other.request(path)).status).toBe(403);
    await other.close();
  });

  it.each([
    ["bytes=0-0", 206, "bytes 0-0/1000", [0, 1]],
    ["bytes=500-", 206, "bytes 500-999/1000", [500, 1000]],
    ["bytes=-10", 206, "bytes 990-999/1000", [990, 1000]],
    ["bytes=990-4000", 206, "bytes 990-999/1000", [990, 1000]],
    ["bytes=1000-", 416, "bytes */1000", [0, 0]],
    ["bytes=0-1,3-4", 200, null, [0, 1000]],
    ["nonsense", 200, null, [0, 1000]],
  ] as const)("answers Range: %s", async (range, status, contentRange, [start, end]) => {
    const response = await test.request(signed(await add("a.mp4")), { headers: { Range: range } });
    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Range")).toBe(contentRange);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES.subarray(start, end));
  });

  it("answers a part only if the file is the one that the client has", async () => {
    const path = signed(await add("a.mp4"));
    const etag = (await test.request(path)).headers.get("ETag") ?? "";
    const part = (ifRange: string) => test.request(path, { headers: { Range: "bytes=0-9", "If-Range": ifRange } });
    expect((await part(etag)).status).toBe(206);
    expect((await part('"other"')).status).toBe(200);
    expect((await part(`W/${etag}`)).status).toBe(200);
    expect((await part("Sat, 31 Jan 2026 09:00:00 GMT")).status).toBe(200);
  });

  it("answers HEAD without a body, with the same headers", async () => {
    const path = signed(await add("a.mp4"));
    const whole = await test.request(path, { method: "HEAD" });
    expect([whole.status, whole.headers.get("Content-Length"), await whole.text()]).toEqual([200, "1000", ""]);
    const part = await test.request(path, { method: "HEAD", headers: { Range: "bytes=0-9" } });
    expect([part.status, part.headers.get("Content-Length"), await part.text()]).toEqual([206, "10", ""]);
  });

  it("serves an empty file", async () => {
    const response = await test.request(signed(await add("a.txt", "")));
    expect([response.status, response.headers.get("Content-Length"), await response.text()]).toEqual([200, "0", ""]);
  });

  it("closes the file when it is read, when a client goes away, and when nobody reads", async () => {
    const large = await add("large.mp4", Buffer.alloc(8 * 1024 * 1024));
    const path = signed(large);
    const server = serve({ fetch: test.app.fetch, port: 0, hostname: "127.0.0.1" });
    await new Promise((resolve) => server.once("listening", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect((await (await fetch(base + path)).arrayBuffer()).byteLength).toBe(8 * 1024 * 1024);
      for (let time = 0; time < 5; time += 1) {
        const leaving = new AbortController();
        const response = await fetch(base + path, { signal: leaving.signal });
        await response.body?.getReader().read();
        leaving.abort();
      }
      await test.request(path);
      await expect.poll(() => openFiles(large.slice(7)), { timeout: 5_000 }).toBe(0);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

/** How many descriptors of this process are of a file with this name; 0 where the system does not say. */
async function openFiles(name: string): Promise<number> {
  const descriptors = await readdir("/proc/self/fd").catch(() => []);
  const targets = await Promise.all(descriptors.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => "")));
  return targets.filter((target) => target.endsWith(name)).length;
}
