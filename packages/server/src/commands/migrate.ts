import { createDeps } from "../create-deps.js";
import { parseConfig } from "../parse-config.js";
import type { Command } from "./command.js";
import { UsageError } from "./usage-error.js";

/** Brings the database up to date without serving, for those who do the two at different times. */
export const migrateCommand: Command = {
  summary: "bring the database up to date (serve does it too)",
  help: `Usage: courselet migrate

Applies the migrations that the database has not seen, and says which. The database is that of DATABASE_URL, or the
embedded one in DATA_DIR. Several at once wait for each other.`,

  async run({ args, env }) {
    if (args.length > 0) throw new UsageError("migrate takes no arguments; see courselet migrate --help.");
    const { migrations, close } = await createDeps(parseConfig(env));
    await close();
    console.log(migrations.length === 0 ? "The database is up to date." : `Applied: ${migrations.join(", ")}`);
    return 0;
  },
};
