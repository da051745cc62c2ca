import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { bundleSource } from "../testing/bundle-source.js";
import { openSocket } from "../testing/open-socket.js";
import { runProgram, type RunningProgram } from "../testing/run-program.js";

let program: string;
let parent: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  program = await bundleSource("main.ts");
  parent = await mkdtemp(join(tmpdir(), "courselet-serve-"));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.process.kill("SIGKILL");
    await child.ended();
  }
});
afterAll(async () => {
  await rm(program, { force: true });
  await rm(parent, { recursive: true, force: true });
});

/** The command line in a folder of its own, so that no .env of the developer is read. */
function courselet(args: string[], env: Record<string, string> = {}): RunningProgram {
  const child = runProgram({ path: program, args, env: { DATA_DIR: join(parent, "data"), ...env }, cwd: parent });
  running.push(child);
  return child;
}

const ANY_PORT = { PORT: "0", PUBLIC_URL: "http://localhost:8787" };

async function serving(env: Record<string, string> = {}): Promise<{ server: RunningProgram; port: number }> {
  const server = courselet([], { ...ANY_PORT, ...env });
  const [, port] = await server.printed(/^Courselet listens on http:\/\/127\.0\.0\.1:(\d+), reached as .*\n/);
  return { server, port: Number(port) };
}

describe("courselet serve", () => {
  it("serves, and on SIGTERM answers all 100 requests in flight, closes idle sockets and ends within 10 s", async () => {
    const { server, port } = await serving();
    const idle = openSocket(port);
    idle.socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    while (!idle.received().includes('{"status":"ok"}')) await once(idle.socket, "data");

    const body = JSON.stringify({ guestToken: "x" });
    const type = `Content-Type: application/json\r\nContent-Length: ${body.length}`;
    const head = `POST /v1/me/merge HTTP/1.1\r\nHost: x\r\n${type}\r\nExpect: 100-continue\r\n\r\n`;
    const flying = Array.from({ length: 100 }, () => openSocket(port));
    for (const { socket } of flying) socket.write(head + body.slice(0, 5));
    // In flight is what the server has begun to read, however busy the machine is.
    for (const { socket, received } of flying) while (!received().includes("100 Continue")) await once(socket, "data");

    const started = performance.now();
    server.process.kill("SIGTERM");
    await idle.closed;
    await setTimeout(500);
    const refused = openSocket(port);
    await refused.closed;
    expect(refused.received()).toBe("");
    for (const { socket } of flying) socket.write(body.slice(5));
    await Promise.all(flying.map(({ closed }) => closed));

    for (const { received } of flying) expect(received()).toMatch(/HTTP\/1\.1 401 [^]*"code":"unauthenticated"/);
    expect(await server.ended()).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(server.output().stderr).toBe("");
  });

  it("ends within 10 s of SIGINT even when a request never comes to its end", async () => {
    const { server, port } = await serving();
    const stuck = openSocket(port);
    stuck.socket.write("POST /v1/guests HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1");
    await setTimeout(300);
    const started = performance.now();
    server.process.kill("SIGINT");
    server.process.kill("SIGINT");
    expect(await server.ended()).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("keeps what it was told, and makes nothing twice", async () => {
    const first = await serving();
    first.server.process.kill("SIGTERM");
    await first.server.ended();
    const migrate = courselet(["migrate"]);
    expect(await migrate.ended()).toBe(0);
    expect(migrate.output().stdout).toBe("The database is up to date.\n");
  });
});

async function failure(args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = courselet(args, env);
  expect(await child.ended()).toBe(1);
  expect(child.output().stdout).toBe("");
  return child.output().stderr.trimEnd();
}

describe("what is wrong is said in a line, with a status that is not 0", () => {
  it("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    expect(await failure([], { PORT: String(port) })).toBe(
      `courselet: port ${port} is taken. End the program that uses it, or set PORT to another one.`,
    );
    other.close();
  });

  it("a data directory that another server holds", async () => {
    const { server } = await serving();
    const started = performance.now();
    const said = await failure([], ANY_PORT);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(said).toMatch(/^courselet: .*pgdata is in use by process \d+, running since .*stop that one first.*$/);
    expect(said).toContain(`process ${server.process.pid},`);
  });

  it("a data directory that cannot be one", async () => {
    await writeFile(join(parent, "file"), "");
    for (const path of ["file", "file/data"]) {
      const said = await failure([], { ...ANY_PORT, DATA_DIR: join(parent, path) });
      expect(said).toMatch(/^courselet: .*file.* Set DATA_DIR to a folder\.$/);
    }
  });

  it("a database that is damaged", async () => {
    const dataDir = join(parent, "damaged");
    await mkdir(join(dataDir, "pgdata"), { recursive: true });
    await writeFile(join(dataDir, "pgdata", "PG_VERSION"), "nonsense");
    const said = await failure(["migrate"], { DATA_DIR: dataDir });
    expect(said).toMatch(/^courselet: .*pgdata cannot be opened by the embedded database \(.*\)\. Put a backup/);
  });

  it("a database that cannot be reached", async () => {
    const said = await failure(["migrate"], { DATABASE_URL: "postgresql://u:secret@127.0.0.1:1/courselet" });
    expect(said).toMatch(
      /^courselet: the database of DATABASE_URL cannot be reached .*Start it, or correct the address\.$/,
    );
    expect(said).not.toContain("secret");
  });

  it("settings, all at once", async () => {
    const said = await failure([], { PORT: "x", API_KEY: "x" });
    expect(said.split("\n")).toHaveLength(3);
  });

  it("commands and arguments that there are not", async () => {
    expect(await failure(["frobnicate"])).toMatch(
      /^courselet: there is no command "frobnicate"\. There are serve, migrate, import/,
    );
    expect(await failure(["import"])).toMatch(/^courselet: import takes one file/);
    expect(await failure(["import", "a", "--frobnicate"])).toMatch(/^courselet: Unknown option '--frobnicate'/);
    expect(await failure(["serve", "now"])).toMatch(/^courselet: serve takes no arguments/);
  });
});

describe("--help", () => {
  it.each(["--help", "import --help"])("is there: %s", async (line) => {
    const child = courselet(line.split(" "));
    expect(await child.ended()).toBe(0);
    expect(child.output().stdout).toMatch(/^Usage: courselet /);
    expect(child.output().stderr).toBe("");
  });
});
