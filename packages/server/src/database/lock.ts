import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { z } from "zod";

/** Who holds a directory, as it stands in the lock file beside it. */
const Holder = z.object({
  pid: z.number(),
  startedAt: z.string(),
  /** When the system started that process; null where that cannot be known. */
  processStart: z.string().nullable(),
  opening: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** Another process has this data directory open. The message names it and says what to do. */
export class LockedDirectoryError extends Error {
  readonly pid: number;

  constructor(directory: string, { pid, startedAt }: Holder) {
    super(
      `${directory} is in use by process ${pid}, running since ${startedAt}. The embedded database serves one process ` +
        "at a time: stop that one first, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL that serves many.",
    );
    this.name = new.target.name;
    this.pid = pid;
  }
}

/**
 * Takes `<directory>.lock` for this process and returns the function that gives it up. Throws LockedDirectoryError at once
 * when a living process holds it; a lock whose process is gone, or whose number now belongs to another one, is taken over.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = `${directory}.lock`;
  const mine = `${path}.${process.pid}.${randomUUID()}`;
  const text = describeThisProcess();
  await writeFile(mine, text);
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (await linked(mine, path)) return () => release(path, text);
      const found = await readOrNull(path);
      if (found === null) continue;
      const holder = parseHolder(found);
      if (holder !== null && isAlive(holder)) throw new LockedDirectoryError(directory, holder);
      await removeStale({ path, found, mine });
    }
    throw new Error(`${path} is being taken and given up by other processes: start only one server on ${directory}.`);
  } finally {
    await rm(mine, { force: true });
  }
}

/**
 * Removes a lock whose process is gone. Of several processes that found it, only the one that holds the marker of this very
 * lock may, so that none removes the lock which another one took meanwhile.
 */
async function removeStale({ path, found, mine }: { path: string; found: string; mine: string }): Promise<void> {
  const marker = `${path}.stale-${createHash("sha256").update(found).digest("hex").slice(0, 16)}`;
  if (await linked(mine, marker)) {
    if ((await readOrNull(path)) === found) await rm(path, { force: true });
    await rm(marker, { force: true });
    return;
  }
  const other = parseHolder((await readOrNull(marker)) ?? "");
  if (other !== null && !isAlive(other)) await rm(marker, { force: true });
  await setTimeout(25);
}

/** A hard link appears whole, or fails because its name exists: of two processes, one succeeds. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

async function release(path: string, text: string): Promise<void> {
  if ((await readOrNull(path)) === text) await rm(path, { force: true });
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** Null for what no opening wrote: locks appear whole, so it was damaged since, by a disk that was full or by hand. */
function parseHolder(text: string): Holder | null {
  try {
    return Holder.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function describeThisProcess(): string {
  const holder: Holder = {
    pid: process.pid,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    processStart: processStart(process.pid),
    // Tells apart two openings by one process, which must not share a directory either.
    opening: randomUUID(),
  };
  return JSON.stringify(holder);
}

function isAlive({ pid, processStart: known }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (!isCode(error, "EPERM")) return false;
  }
  const current = processStart(pid);
  return known === null || current === null || known === current;
}

/**
 * Field 22 of /proc/<pid>/stat (proc(5)), with the boot it counts from: a process that got the number later has another
 * one. Null on systems without /proc.
 */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return ticks === undefined ? null : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${ticks}`;
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
