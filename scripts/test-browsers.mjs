// `npm run test:browsers [-- <files>]`: the element tests in every engine that is installed: Chromium, Firefox, WebKit.
// Says which were not found, and fails when one that was found fails.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { stripVTControlCharacters } from "node:util";

import { installed, root, setUp } from "./setup.mjs";

const FIREFOX = [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"];
const WEBKIT = [
  process.env.WEBKIT_PATH,
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
];

setUp();
const [, , ...files] = process.argv;

const results = [await run("Chromium", "web-test-runner.config.mjs", {})];
const firefox = found(FIREFOX);
results.push(
  firefox
    ? await run("Firefox", "web-test-runner.engines.config.mjs", { ENGINE: "firefox", FIREFOX_PATH: firefox })
    : missing("Firefox", "install firefox-esr, or set FIREFOX_PATH"),
);
const webkit = found(WEBKIT);
const driver = found(["/usr/bin/WebKitWebDriver"]);
results.push(
  webkit && driver
    ? await runWebKit(webkit, driver)
    : missing("WebKit", "install webkit2gtk-driver and xvfb, or set WEBKIT_PATH to a MiniBrowser"),
);

console.log();
for (const { engine, passed, failed, note } of results) {
  console.log(`   ${engine.padEnd(9)} ${note ?? `${passed} passed, ${failed} failed`}`);
}
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;

function found(paths) {
  return paths.find((path) => path && existsSync(path));
}

function missing(engine, advice) {
  return { engine, passed: 0, failed: 0, note: `not found: ${advice}` };
}

/** WebKitGTK draws on a display, so it gets one of its own, and its driver a free port. Both end with the run. */
async function runWebKit(path, driverPath) {
  const display = `:${90 + (process.pid % 900)}`;
  const port = await freePort();
  const helpers = [
    spawn("Xvfb", [display, "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: "ignore" }),
    spawn(driverPath, [`--port=${port}`, "--host=127.0.0.1"], {
      stdio: "ignore",
      // Its sandbox needs rights that a container does not give.
      env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    }),
  ];
  try {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return await run("WebKit", "web-test-runner.engines.config.mjs", {
      ENGINE: "webkit",
      WEBKIT_DRIVER_PORT: String(port),
      WEBKIT_PATH: path,
      DISPLAY: display,
    });
  } finally {
    for (const helper of helpers) helper.kill();
  }
}

/** Runs the element tests with one configuration and reads what they counted. */
function run(engine, config, env) {
  return new Promise((resolve) => {
    console.log(`\n── ${engine}`);
    const args = [installed("@web/test-runner/dist/bin.js"), "--config", config];
    if (files.length > 0) args.push("--files", ...files);
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      process.stdout.write(text);
      output = (output + text).slice(-20_000);
    });
    child.once("close", (status) => {
      const text = stripVTControlCharacters(output);
      const passed = lastNumber(text, /(\d+) passed/g);
      const failed = lastNumber(text, /(\d+) failed/g) || (status === 0 && passed > 0 ? 0 : 1);
      resolve({ engine, passed, failed });
    });
  });
}

function lastNumber(text, pattern) {
  return Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
