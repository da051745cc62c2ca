import { lockDirectory } from "../database/lock.js";

/** A program for tests of the lock: takes it, says so and waits until it is ended; or says why it could not. */
const [, , directory = ""] = process.argv;
try {
  await lockDirectory(directory);
  console.log(`holds ${process.pid}`);
  setInterval(() => {}, 60_000);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
}
