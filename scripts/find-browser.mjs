import { accessSync, constants } from "node:fs";
import { join } from "node:path";

/** Where installers put Chrome, Chromium and Edge, by platform. */
const usualPlaces = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) =>
    ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"]
      .filter(() => process.env[variable])
      .map((path) => join(process.env[variable] ?? "", path)),
  ),
};

/** What a test browser needs on its command line: to run as root in a container, and to leave the network alone. */
export const launchArguments = [
  "--no-sandbox",
  "--disable-setuid-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/**
 * The path of a Chromium to test with: CHROME_PATH, else one that is installed, else the one that npm brought.
 * Rejects with what to do when there is none.
 */
export async function findBrowser() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (isExecutable(CHROME_PATH)) return CHROME_PATH;
    throw new Error(`CHROME_PATH is ${CHROME_PATH}, which cannot be run. Correct it, or unset it to have one found.`);
  }
  return (usualPlaces[process.platform] ?? []).find(isExecutable) ?? (await unpackBrowser());
}

async function unpackBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome or Chromium found. Install one, or set CHROME_PATH to its executable.");
  }
  // Read while the package is being imported: without it the libraries that a bare machine lacks are not unpacked.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
