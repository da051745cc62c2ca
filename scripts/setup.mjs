// What both `npm start` and `npm test` need first. Plain Node, because it runs before node_modules exists.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Courselet needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs one command in the project's folder; a failure ends the whole script with its status. */
export function run(command, args, { env, quiet = false, cwd = root } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (result.status !== 0) {
    if (quiet) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
    console.error(`\n${[command === process.execPath ? "node" : command, ...args].join(" ")} failed.`);
    process.exit(result.status ?? 1);
  }
}

/** The path of a script that an installed package brings. */
export const installed = (path) => join(root, "node_modules", path);

function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  const inside = readdirSync(path).filter((name) => !["node_modules", "dist", "generated"].includes(name));
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
}

/** True when `output` exists and is at least as new as everything below `inputs`. */
function isFresh(output, inputs) {
  const made = newest(join(root, output));
  return made > 0 && inputs.every((input) => newest(join(root, input)) <= made);
}

function install() {
  if (isFresh("node_modules/.package-lock.json", ["package-lock.json"])) return;
  console.log("Installing dependencies (once) ...");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--loglevel=error"];
  if (npm) run(process.execPath, [npm, ...args]);
  else run(process.platform === "win32" ? "npm.cmd" : "npm", args);
}

function generateDatabaseClient() {
  if (isFresh("packages/server/src/generated/prisma/client.ts", ["prisma/schema.prisma"])) return;
  console.log("Generating the database client ...");
  run(process.execPath, [installed("prisma/build/index.js"), "generate"], {
    quiet: true,
    // `prisma generate` never runs the native schema engine, but wants to download it unless a path is set: any
    // existing program will do. Can go when Prisma's command line stops asking for an engine it does not use.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
  });
}

function describeWidgets() {
  const inputs = [
    "packages/widgets/src",
    "packages/widgets/build",
    "packages/widgets/package.json",
    "package-lock.json",
  ];
  if (isFresh("packages/widgets/dist/types/svelte.js", inputs)) return;
  run(process.execPath, ["build/describe.mjs"], { cwd: join(root, "packages/widgets"), quiet: true });
}

function compile() {
  run(process.execPath, [installed("typescript/bin/tsc"), "-b"]);
}

function bundleWidgets() {
  const ours = ["src", "build", "build.mjs"].map((name) => `packages/widgets/${name}`);
  const inputs = [...ours, "packages/contract/src", "package-lock.json"];
  if (isFresh("packages/widgets/dist/web/manifest.json", inputs)) return;
  console.log("Bundling the widgets ...");
  run(process.execPath, ["build.mjs"], { cwd: join(root, "packages/widgets"), quiet: true });
}

/** Installs, generates and builds whatever is missing or older than its sources. */
export function setUp() {
  install();
  generateDatabaseClient();
  if (!existsSync(join(root, "packages/server/dist/main.js"))) console.log("Compiling ...");
  describeWidgets();
  compile();
  bundleWidgets();
}
