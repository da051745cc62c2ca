import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, setUp } from "./setup.mjs";

setUp();
await import(pathToFileURL(join(root, "demo/dist/main.js")).href);
