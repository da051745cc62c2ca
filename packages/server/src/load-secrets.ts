import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import type { Secrets } from "./config.js";

const SECRET_BYTES = 32;

const Key = z
  .base64url()
  .transform((text) => new Uint8Array(Buffer.from(text, "base64url")))
  .refine((bytes) => bytes.length >= SECRET_BYTES);
const SecretsFile = z.object({ guest: Key, files: Key });

/** secrets.json is there and does not hold what it should. */
export class SecretsFileError extends Error {
  constructor(path: string) {
    super(
      `${path} is damaged. Put back a copy of it, or delete it: new keys are then made, guests lose their wishlists and ` +
        "purchases, and links to files that were given out end.",
    );
    this.name = new.target.name;
  }
}

/**
 * This server's own keys, from DATA_DIR/secrets.json; made at the first start. Several servers on one database need the same
 * file. Throws SecretsFileError, or the file system's own error where the directory cannot be written.
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, "secrets.json");
  const text = await readOrNull(path);
  if (text === null) {
    await mkdir(dataDir, { recursive: true });
    await create(path);
    return loadSecrets(dataDir);
  }
  const parsed = SecretsFile.safeParse(parseJson(text));
  if (!parsed.success) throw new SecretsFileError(path);
  return parsed.data;
}

/** Appears whole, and of two processes that start at once, the first one's is kept. */
async function create(path: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify({ guest: newKey(), files: newKey() }, null, 2)}\n`, { mode: 0o600 });
  try {
    await link(unfinished, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

function newKey(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
