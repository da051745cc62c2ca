import type { Command, Environment } from "./command.js";
import { exportCommand } from "./export.js";
import { importCommand } from "./import.js";
import { migrateCommand } from "./migrate.js";
import { reconcileCommand } from "./reconcile.js";
import { serveCommand } from "./serve.js";
import { UsageError } from "./usage-error.js";

const COMMANDS: Record<string, Command> = {
  serve: serveCommand,
  migrate: migrateCommand,
  import: importCommand,
  export: exportCommand,
  reconcile: reconcileCommand,
};

const HELP = `Usage: courselet [command]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  .join("\n")}

courselet <command> --help says more. Settings come from the environment and from a file .env in the current folder;
.env.example lists them all.`;

/** Runs the command that the arguments name, `serve` without one. Returns the exit status. */
export async function runCommand({ args, env }: { args: string[]; env: Environment }): Promise<number> {
  const [first = "serve", ...rest] = args;
  if (first === "--help" || first === "-h" || first === "help") {
    console.log(HELP);
    return 0;
  }
  // `courselet --flag` means `courselet serve --flag`.
  const [name, commandArgs] = first.startsWith("-") ? ["serve", args] : [first, rest];
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new UsageError(`there is no command "${name}". There are ${Object.keys(COMMANDS).join(", ")}; try --help.`);
  }
  if (commandArgs.includes("--help") || commandArgs.includes("-h")) {
    console.log(command.help);
    return 0;
  }
  return command.run({ args: commandArgs, env });
}
