// `npm test`: sets everything up, then runs every check and suite and adds up what they counted.
import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

import { check } from "./check.mjs";
import { installed, root } from "./setup.mjs";

const started = Date.now();
check();

/** Runs one suite with its output shown, and reads the counts it printed last. */
function suite(name, args, counts) {
  return new Promise((resolve) => {
    console.log(`\n── ${name}`);
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      process.stdout.write(text);
      output = (output + text).slice(-20_000);
    });
    child.once("close", (status) => {
      const found = counts(stripVTControlCharacters(output));
      // A suite that failed without saying how many counts as one failure, and so does one that ran nothing.
      const failed = found.failed || (status === 0 && found.passed > 0 ? 0 : 1);
      resolve({ name, passed: found.passed, failed });
    });
  });
}

const lastNumber = (text, pattern) => Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);

const results = [
  await suite(
    "Server, demo, both sides together and the story in a browser (vitest)",
    [installed("vitest/vitest.mjs"), "run"],
    (text) => ({
      passed: lastNumber(text, /^\s*Tests .*?(\d+) passed/gm),
      failed: lastNumber(text, /^\s*Tests .*?(\d+) failed/gm),
    }),
  ),
  await suite("Elements in a real browser (web test runner)", [installed("@web/test-runner/dist/bin.js")], (text) => ({
    passed: lastNumber(text, /(\d+) passed/g),
    failed: lastNumber(text, /(\d+) failed/g),
  })),
];

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log();
for (const { name, passed, failed } of results)
  console.log(`   ${String(passed).padStart(5)} passed, ${failed} failed   ${name}`);
console.log(`   in ${Math.round((Date.now() - started) / 1000)} s\n`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") === 0 ? 0 : 1;
