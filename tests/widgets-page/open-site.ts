import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { serve } from "@hono/node-server";
import { chromium, type Browser, type Page } from "playwright-core";

import { createTestApp, type TestApp } from "../../packages/server/src/testing/create-test-app.js";
import { testConfig } from "../../packages/server/src/testing/test-config.js";
import { findBrowser, launchArguments } from "../../scripts/find-browser.mjs";

export interface Site {
  testApp: TestApp;
  apiUrl: string;
  /**
   * Opens a host page of this HTML, on another origin than the API, in a browser of nobody. `policy` is its
   * Content-Security-Policy; `files` are the site's other ones, by their paths.
   */
  open(html: string, options?: { policy?: string; files?: Record<string, string> }): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  page: Page;
  /** Paths of what the page has asked the API's origin for, in order; no preflights. */
  requests(match: RegExp): string[];
  /** What the console warned of or complained about, violations of the policy included. */
  complaints: string[];
}

/** The real server with the built widgets, and a host site beside it, for a browser. */
export async function openSite(): Promise<Site> {
  let policy = "";
  let files: Record<string, string> = {};
  const host = createServer(({ url = "/" }, response) => {
    const file = files[url];
    response.writeHead(file === undefined ? 204 : 200, {
      "content-type": url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8",
      ...(policy && { "content-security-policy": policy }),
    });
    response.end(file);
  });
  const hostUrl = await listen(host);
  const testApp = await createTestApp({
    config: { allowedOrigins: [...testConfig("unused").allowedOrigins, hostUrl] },
  });
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: testApp.app.fetch, hostname: "127.0.0.1", port: 0 }, () =>
      resolve(started as Server),
    );
  });
  const apiUrl = urlOf(server);
  const browser: Browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments });

  return {
    testApp,
    apiUrl,
    async open(html, options = {}) {
      policy = options.policy ?? "";
      files = { ...options.files, "/": html };
      const context = await browser.newContext();
      const opened = await context.newPage();
      const asked: string[] = [];
      const complaints: string[] = [];
      opened.on("request", (request) => {
        const url = new URL(request.url());
        if (url.origin === apiUrl && request.method() !== "OPTIONS") asked.push(url.pathname + url.search);
      });
      opened.on("console", (message) => {
        if (message.type() === "warning" || message.type() === "error") complaints.push(message.text());
      });
      opened.on("pageerror", (error) => complaints.push(String(error)));
      await opened.goto(hostUrl);
      return { page: opened, requests: (match) => asked.filter((path) => match.test(path)), complaints };
    },
    async close() {
      await browser.close();
      for (const listening of [host, server]) {
        listening.closeAllConnections();
        await new Promise((done) => listening.close(done));
      }
      await testApp.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return urlOf(server);
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
