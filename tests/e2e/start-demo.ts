import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface RunningDemo {
  siteUrl: string;
  apiUrl: string;
  stripeUrl: string;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does and resolves with its exit status. */
  stop(): Promise<number | null>;
}

/** Starts what `npm start` starts once it has built, on free ports and a new data folder, and waits until it says so. */
export async function startDemo(env: Record<string, string> = {}): Promise<RunningDemo> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(env);
    } catch (error) {
      // A port that was free a moment ago: another test may have been as quick.
      if (attempt === 3 || !/taken|in use/i.test(String(error))) throw error;
    }
  }
}

async function startOnce(env: Record<string, string>): Promise<RunningDemo> {
  const [apiPort, sitePort] = await freePorts();
  const dataFolder = env["DATA_DIR"] ?? mkdtempSync(join(tmpdir(), "courselet-demo-"));
  const child = spawn(process.execPath, ["demo/dist/main.js"], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: String(apiPort),
      DEMO_PORT: String(sitePort),
      DATA_DIR: dataFolder,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((ready, fail) => {
    const read = (text: Buffer) => {
      output += text.toString();
      if (output.includes("Ctrl-C ends all of it")) ready();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then((status) => fail(new Error(`the demo ended with status ${status}:\n${output}`)));
  });
  return {
    siteUrl: `http://localhost:${sitePort}`,
    apiUrl: `http://localhost:${apiPort}`,
    stripeUrl: `http://localhost:${sitePort + 1}`,
    output: () => output,
    stop: async () => {
      child.kill("SIGINT");
      const status = await ended;
      if (!env["DATA_DIR"]) rmSync(dataFolder, { recursive: true, force: true });
      return status;
    },
  };
}

/** One free port for the API, and one for the site whose successor is free too. */
async function freePorts(): Promise<[number, number]> {
  for (;;) {
    const [api, site] = [await freePort(), await freePort()];
    const next = await freePort(site + 1).catch(() => null);
    if (next !== null && ![site, site + 1].includes(api)) return [api, site];
  }
}

function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
