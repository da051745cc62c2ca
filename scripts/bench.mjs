import { run, setUp } from "./setup.mjs";

setUp();
run(process.execPath, ["packages/widgets/build.mjs", "--sizes"]);
run(process.execPath, ["bench/hundred-cards/hundred-cards.mjs"]);
run(process.execPath, ["bench/payment-to-unlock.mjs"]);
