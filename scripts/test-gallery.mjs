// `npm run test:gallery`: axe, targets and pictures of every scene of the gallery, which takes minutes.
import { installed, run, setUp } from "./setup.mjs";

setUp();
run(process.execPath, [installed("vitest/vitest.mjs"), "run", "--root", "tests/gallery"]);
run(process.execPath, ["packages/widgets/gallery/shoot.mjs"]);
