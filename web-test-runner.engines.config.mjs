import { chromeLauncher } from "@web/test-runner-chrome";
import { webdriverLauncher } from "@web/test-runner-webdriver";
import * as puppeteer from "puppeteer-core";

import chromium from "./web-test-runner.config.mjs";

/**
 * The element tests in another engine: ENGINE is `firefox` (FIREFOX_PATH is its executable) or `webkit` (a WebKitWebDriver
 * listens on WEBKIT_DRIVER_PORT, WEBKIT_PATH is its MiniBrowser). `npm run test:browsers` finds and starts all of that.
 */
const { ENGINE, FIREFOX_PATH, WEBKIT_DRIVER_PORT, WEBKIT_PATH } = process.env;

const launchers = {
  firefox: () =>
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: "firefox",
        executablePath: FIREFOX_PATH,
        extraPrefsFirefox: {
          // A test presses play by `click()`, which is no gesture of a visitor.
          "media.autoplay.default": 0,
          "media.autoplay.blocking_policy": 0,
        },
      },
    }),
  webkit: () =>
    webdriverLauncher({
      automationProtocol: "webdriver",
      hostname: "127.0.0.1",
      port: Number(WEBKIT_DRIVER_PORT),
      path: "/",
      logLevel: "error",
      capabilities: {
        browserName: "MiniBrowser",
        "wdio:enforceWebDriverClassic": true,
        "webkitgtk:browserOptions": { binary: WEBKIT_PATH, args: ["--automation"] },
      },
    }),
};

const launcher = launchers[ENGINE];
if (!launcher) throw new Error("ENGINE has to be firefox or webkit; `npm run test:browsers` sets it.");

export default { ...chromium, concurrency: 1, browsers: [launcher()], testsFinishTimeout: 300_000 };
