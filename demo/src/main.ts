import { spawn, type ChildProcess } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { startHostSite } from "./host-site.js";
import { portIsFree } from "./port.js";
import { readSecrets } from "./secrets.js";
import { startStripeStandIn } from "./stripe/start-stand-in.js";

const projectFolder = fileURLToPath(new URL("../../", import.meta.url));
const courselet = join(projectFolder, "packages/server/bin/courselet.mjs");

if (existsSync(".env")) process.loadEnvFile(".env");

await startDemo(process.env).catch((error: unknown) => {
  console.error(`courselet: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

/** Starts the API as a site owner would, from its command line, and around it what only a demo needs. */
async function startDemo(env: NodeJS.ProcessEnv): Promise<void> {
  const apiPort = portFrom(env["PORT"], "PORT", 8787);
  const sitePort = portFrom(env["DEMO_PORT"], "DEMO_PORT", 4173);
  const stripePort = sitePort + 1;
  const apiUrl = env["PUBLIC_URL"] ?? `http://localhost:${apiPort}`;
  const siteUrl = `http://localhost:${sitePort}`;
  const usesStandIn = !env["STRIPE_SECRET_KEY"];

  await requireFreePort(apiPort, "the API", "PORT");
  await requireFreePort(sitePort, "the demo site", "DEMO_PORT");
  if (usesStandIn) await requireFreePort(stripePort, "the Stripe stand-in (DEMO_PORT + 1)", "DEMO_PORT");

  const dataFolder = resolve(env["DATA_DIR"] ?? "data");
  const secrets = readSecrets(writableFolder(dataFolder));
  const hostJwtSecret = env["HOST_JWT_SECRET"] ?? secrets.hostJwtSecret;
  const issuer = env["HOST_JWT_ISSUER"] ?? siteUrl;
  const audience = env["HOST_JWT_AUDIENCE"] ?? apiUrl;

  const serverEnv: NodeJS.ProcessEnv = {
    ...env,
    ALLOWED_ORIGINS: [env["ALLOWED_ORIGINS"], siteUrl, `http://127.0.0.1:${sitePort}`].filter(Boolean).join(","),
  };
  if (!env["HOST_JWKS_URL"] && !env["ISSUERS"]) {
    Object.assign(serverEnv, { HOST_JWT_ISSUER: issuer, HOST_JWT_AUDIENCE: audience, HOST_JWT_SECRET: hostJwtSecret });
  }
  if (usesStandIn) {
    Object.assign(serverEnv, {
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_PUBLISHABLE_KEY: "pk_test_stand_in",
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      STRIPE_API_BASE: `http://127.0.0.1:${stripePort}`,
      STRIPE_PROMOTION_CODES: env["STRIPE_PROMOTION_CODES"] ?? "on",
    });
  }

  await runCourselet(["import", join(projectFolder, "demo/content/courses.yaml")], serverEnv);

  const closers: (() => Promise<void>)[] = [];
  if (usesStandIn) {
    const standIn = await startStripeStandIn({
      secretKey: secrets.stripeSecretKey,
      webhookSecret: secrets.stripeWebhookSecret,
      webhookUrl: `http://127.0.0.1:${apiPort}/webhooks/stripe`,
      publicUrl: `http://localhost:${stripePort}`,
      stateFile: join(dataFolder, "stripe-stand-in.json"),
      webhookDelayMs: Number(env["DEMO_WEBHOOK_DELAY_MS"] ?? 1500),
      host: "127.0.0.1",
      port: stripePort,
    });
    closers.push(() => standIn.close());
  }
  const site = await startHostSite({
    port: sitePort,
    siteUrl,
    apiUrl,
    stripeOrigin: usesStandIn ? `http://localhost:${stripePort}` : null,
    outbox: env["SMTP_URL"] ? null : join(dataFolder, "outbox"),
    jwt: { issuer, audience, secret: hostJwtSecret },
  });
  closers.push(() => site.close());

  const server = startCourselet(["serve"], serverEnv);
  endTogether(server, closers);
  await answering(`${apiUrl}/readyz`, server);

  console.log(
    [
      "",
      "  Courselet is running.",
      "",
      `    Demo site       ${siteUrl}`,
      `    API             ${apiUrl}   (docs: ${apiUrl}/docs)`,
      usesStandIn
        ? `    Stripe stand-in http://localhost:${stripePort}   (no STRIPE_SECRET_KEY: payments are pretended)`
        : "    Stripe          as configured; its webhooks must reach /webhooks/stripe of the API",
      env["SMTP_URL"]
        ? "    Mail            is sent by the server of SMTP_URL"
        : `    Mail            ${siteUrl}/mail   (no SMTP_URL: it is written into files)`,
      `    Data            ${env["DATABASE_URL"] ? "the database of DATABASE_URL, files in " : ""}${dataFolder}`,
      "",
      "  Ctrl-C ends all of it.",
      "",
    ].join("\n"),
  );
}

function portFrom(text: string | undefined, name: string, fallback: number): number {
  const port = text === undefined || text === "" ? fallback : Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  throw new Error(`${name} is "${text}": set it to a port number from 1 to 65534, or leave it out for ${fallback}.`);
}

async function requireFreePort(port: number, what: string, variable: string): Promise<void> {
  if (await portIsFree(port)) return;
  throw new Error(
    `port ${port} for ${what} is taken. End the program that uses it, or set ${variable} to another port.`,
  );
}

function writableFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot write to ${folder} (${reason}). Set DATA_DIR to a folder that this user may write to.`, {
      cause: error,
    });
  }
}

function startCourselet(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [courselet, ...args], { env, stdio: ["ignore", "inherit", "inherit"] });
}

function runCourselet(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((done) => {
    // What went wrong it has said itself, on stderr.
    startCourselet(args, env).once("exit", (status) => (status === 0 ? done() : process.exit(status ?? 1)));
  });
}

/** Waits until the API answers; when its process ends first, so does the demo, with its status. */
async function answering(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

function endTogether(server: ChildProcess, closers: (() => Promise<void>)[]): void {
  let ending = false;
  const end = async (status: number) => {
    if (ending) return;
    ending = true;
    if (server.exitCode === null) {
      const gone = new Promise((resume) => server.once("exit", resume));
      server.kill("SIGTERM");
      await gone;
    }
    await Promise.all(closers.map((close) => close()));
    process.exit(status);
  };
  process.on("SIGINT", () => void end(0));
  process.on("SIGTERM", () => void end(0));
  server.once("exit", (status) => void end(status ?? 1));
}
