import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, run, setUp } from "./setup.mjs";

setUp();
run(process.execPath, ["packages/widgets/gallery/build.mjs"]);
await import(pathToFileURL(join(root, "demo/dist/main.js")).href);
