#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  console.error(
    "courselet: not built yet. Run `npm run build` in the project's folder first (`npm start` does it too).",
  );
  process.exitCode = 1;
}
