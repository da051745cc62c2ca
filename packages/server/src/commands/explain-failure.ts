import { DriverAdapterError } from "@prisma/driver-adapter-utils";

import { ExportRefusedError } from "../authoring/export/errors.js";
import { ImportRefusedError } from "../authoring/import/problems.js";
import { LockedDirectoryError } from "../database/lock.js";
import { DamagedDatabaseError } from "../database/open-pglite.js";
import { SecretsFileError } from "../load-secrets.js";
import { ConfigError } from "../parse-config.js";
import { UsageError } from "./usage-error.js";

/** Failures whose message says what to do. */
const SELF_EXPLAINED = [UsageError, LockedDirectoryError, DamagedDatabaseError, SecretsFileError, ExportRefusedError];

/** What to do about failures that the system names by a code. */
const ADVICE: Record<string, (error: SystemError) => string> = {
  EADDRINUSE: ({ port }) => `port ${port} is taken. End the program that uses it, or set PORT to another one.`,
  EADDRNOTAVAIL: ({ address }) =>
    `${address} is not an address of this machine. Set HOST to one, or to 0.0.0.0 for all.`,
  EACCES: (error) =>
    error.syscall === "listen"
      ? `this user may not listen on port ${error.port}. Set PORT to one above 1023.`
      : unwritable(error),
  EPERM: unwritable,
  EROFS: unwritable,
  ENOSPC: ({ path }) =>
    `the disk is full${path === undefined ? "" : `: ${path}`}. Make room, or set DATA_DIR elsewhere.`,
  ENOTDIR: ({ path }) => `${path} cannot be made, because a part of that path is a file. Set DATA_DIR to a folder.`,
  EEXIST: ({ path }) => `${path} is a file and not a folder. Set DATA_DIR to a folder.`,
  ECONNREFUSED: (error) => unreachable(error),
  ENOTFOUND: (error) => unreachable(error),
  ETIMEDOUT: (error) => unreachable(error),
  EHOSTUNREACH: (error) => unreachable(error),
  ECONNRESET: (error) => unreachable(error),
  "28P01": ({ message }) => `the database refused the login: ${message}. Correct the user or password in DATABASE_URL.`,
  "28000": ({ message }) => `the database refused the login: ${message}. Correct DATABASE_URL.`,
  "3D000": ({ message }) => `${message}. Create it (createdb), or correct DATABASE_URL.`,
  "42501": ({ message }) => `the database user may not do that: ${message}. Grant it the right to create tables.`,
  "53300": () => "the database has no connection left. Raise its max_connections, or start fewer servers.",
};

interface SystemError extends Error {
  code: string;
  syscall?: string;
  path?: string;
  port?: number;
  address?: string;
}

/**
 * What somebody at a terminal is told of a failure: what is wrong and what to do, in one line where one is enough. A failure
 * that nobody foresaw keeps its stack.
 */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError) {
    return `courselet: the settings need correcting (.env.example describes each):\n  ${error.faults.join("\n  ")}`;
  }
  if (error instanceof ImportRefusedError) return error.message;
  if (SELF_EXPLAINED.some((known) => error instanceof known) && error instanceof Error) {
    return `courselet: ${error.message}`;
  }
  const system = systemErrorIn(error);
  const advise = system === null ? undefined : ADVICE[system.code];
  if (system !== null && advise !== undefined) return `courselet: ${advise(system)}`;
  return `courselet: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function unwritable({ path, message }: SystemError): string {
  return `this user may not write to ${path ?? "the data directory"} (${message}). Set DATA_DIR to a folder that it may write to.`;
}

function unreachable({ message, code }: SystemError): string {
  const reason = message === "" ? code : message;
  return `the database of DATABASE_URL cannot be reached (${reason}). Start it, or correct the address.`;
}

/** The first error with a code, in what was thrown, in its causes and in what several attempts failed with. */
function systemErrorIn(error: unknown): SystemError | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof DriverAdapterError && error.cause.originalCode !== undefined) {
    return Object.assign(new Error(error.cause.originalMessage ?? error.message), { code: error.cause.originalCode });
  }
  if ("code" in error && typeof error.code === "string" && error.code in ADVICE) return error as SystemError;
  const inner = [error.cause, ...(error instanceof AggregateError ? error.errors : [])];
  return inner.map(systemErrorIn).find((found) => found !== null) ?? null;
}
