import { existsSync } from "node:fs";

import { explainFailure } from "./commands/explain-failure.js";
import { runCommand } from "./commands/run-command.js";

// Docker and systemd set variables themselves; for everybody else there is a file. What is set already stays as it is.
if (existsSync(".env")) process.loadEnvFile(".env");

const status = await runCommand({ args: process.argv.slice(2), env: process.env }).catch((error: unknown) => {
  console.error(explainFailure(error));
  return 1;
});
// Everything is closed by now, but the schema engine leaves a timer of 10 s behind, for which Node would wait.
process.exit(status);
