// `npm run test:faults`: what is too long and too heavy for `npm test`.
import { installed, run, setUp } from "./setup.mjs";

setUp();
run(process.execPath, [installed("vitest/vitest.mjs"), "run", "--root", "tests/faults"]);
