import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export interface RunningProgram {
  process: ChildProcessByStdio<null, Readable, Readable>;
  /** What it wrote so far. */
  output(): { stdout: string; stderr: string };
  /** Waits until stdout matches; rejects when the program ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for its end; null when a signal ended it. */
  ended(): Promise<number | null>;
}

/** Starts a program under this Node, in its own folder and with no environment but the given one. */
export function runProgram({
  path,
  args = [],
  env = {},
  cwd,
}: {
  path: string;
  args?: string[];
  env?: Record<string, string>;
  cwd?: string;
}): RunningProgram {
  const child = spawn(process.execPath, [path, ...args], { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const closed = once(child, "close").then(([status]) => status as number | null);

  return {
    process: child,
    output: () => ({ stdout, stderr }),
    async printed(pattern) {
      for (;;) {
        const hasEnded = child.exitCode !== null || child.signalCode !== null;
        if (hasEnded) await closed;
        const match = pattern.exec(stdout);
        if (match !== null) return match;
        if (hasEnded) throw new Error(`ended without printing ${String(pattern)}:\n${stdout}${stderr}`);
        await Promise.race([once(child.stdout, "data"), closed]);
      }
    },
    ended: () => closed,
  };
}
