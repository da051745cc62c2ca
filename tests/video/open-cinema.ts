import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { serve } from "@hono/node-server";
import Mux from "@mux/mux-node";
import { chromium, type Browser, type Page } from "playwright-core";

import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { makeCourse } from "../../packages/server/src/testing/make-course.js";
import { testConfig } from "../../packages/server/src/testing/test-config.js";
import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";
import { startVideoHost, type VideoHost } from "./video-host.js";

export interface Cinema {
  testApp: TestApp;
  host: VideoHost;
  apiUrl: string;
  courseId: string;
  chapterIds: string[];
  /** From now on tokens and addresses end so many seconds after they are made. */
  lifetimeSeconds: number;
  /** Opens a page with a player of the course, on another origin than the API, in a browser of nobody. */
  open(options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenOptions {
  consent?: "none" | "functional" | "all";
  attributes?: string;
  body?: string;
  /** How far the visitor's clock is wrong. */
  clockAheadMs?: number;
}

export interface OpenPage {
  page: Page;
  /** Every address that the page has asked for. */
  asked: string[];
  complaints: string[];
}

const DURATION_SECONDS = 90;
const keyId = "the-key";

/**
 * The whole product for a browser: the real server on which a Mux asset is configured, the built widgets in a page with a
 * strict policy, and a video host in the place of Mux's.
 */
export async function openCinema(): Promise<Cinema> {
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const host = await startVideoHost({ publicKey: keys.publicKey, keyId });
  let html = "";
  let nonce = "";
  const site = createServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 204, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy(nonce, apiUrl),
    });
    response.end(request.url === "/" ? html : undefined);
  });
  const siteUrl = await listen(site);
  const mux = new Mux({
    tokenId: "id",
    tokenSecret: "secret",
    jwtSigningKey: keyId,
    jwtPrivateKey: Buffer.from(keys.privateKey).toString("base64"),
  });
  const testApp = await createTestApp({
    mux,
    config: { allowedOrigins: [...testConfig("unused").allowedOrigins, siteUrl] },
  });
  const cinema = { lifetimeSeconds: 3600 };
  const server = await new Promise<Server>((resolve) => {
    const fetch = (request: Request) => {
      // The server gives a video's length and an hour: where its clock is late by the rest, what it signs ends soon.
      const lateMs = (3600 + DURATION_SECONDS - cinema.lifetimeSeconds) * 1000;
      testApp.clock.set(new Date(Date.now() - lateMs));
      return testApp.app.fetch(request);
    };
    const started = serve({ fetch, hostname: "127.0.0.1", port: 0 }, () => resolve(started as Server));
  });
  const apiUrl = urlOf(server);
  const { courseId, chapterIds } = await makeCourse(testApp.db, {
    title: "Seeing and hearing",
    chapters: [
      { title: "The first", isFree: true, playbackId: "first", durationSeconds: DURATION_SECONDS },
      { title: "The second", playbackId: "second", durationSeconds: DURATION_SECONDS },
    ],
  });
  const toHost = ["stream.mux.com", "image.mux.com"].map((name) => `MAP ${name} 127.0.0.1:${host.port}`);
  const browser: Browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [
      ...launchArguments,
      `--host-resolver-rules=${toHost.join(", ")}`,
      "--ignore-certificate-errors",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });

  return Object.assign(cinema, {
    testApp,
    host,
    apiUrl,
    courseId,
    chapterIds,
    async open({ consent, attributes = "", body = "", clockAheadMs = 0 }: OpenOptions = {}): Promise<OpenPage> {
      nonce = randomBytes(12).toString("base64");
      const said = consent ? ` data-consent="${consent}"` : "";
      const script = `<script type="module" nonce="${nonce}" src="${apiUrl}/widgets/courselet.js"${said}></script>`;
      html = `<!doctype html><html lang="en">${script}${body}<chapter-player course-id="${courseId}" ${attributes}></chapter-player>`;
      const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
      const page = await context.newPage();
      if (clockAheadMs) {
        await page.addInitScript((aheadMs) => {
          const { now } = Date;
          Date.now = () => now() + aheadMs;
        }, clockAheadMs);
      }
      const asked: string[] = [];
      const complaints: string[] = [];
      context.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => message.type() !== "info" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(siteUrl);
      return { page, asked, complaints };
    },
    async close() {
      await browser.close();
      for (const listening of [site, server]) {
        listening.closeAllConnections();
        await new Promise((done) => listening.close(done));
      }
      await host.close();
      await testApp.close();
    },
  });
}

/** What a page with Mux assets must allow, with litix.io for the pages whose visitors agree to Mux Data. */
function policy(nonce: string, apiUrl: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src ${apiUrl} https://*.mux.com https://*.litix.io`,
    `media-src blob: https://*.mux.com ${apiUrl}`,
    "img-src https: http: data:",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return urlOf(server);
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
