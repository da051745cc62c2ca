/** What a command gets: the arguments behind its name, and the environment. It returns the exit status. */
export interface Command {
  /** The line in `courselet --help`. */
  summary: string;
  /** The whole of `courselet <command> --help`. */
  help: string;
  run(call: { args: string[]; env: Environment }): Promise<number>;
}

export type Environment = Record<string, string | undefined>;
