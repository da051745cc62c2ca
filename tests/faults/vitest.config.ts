import { defineConfig } from "vitest/config";

// Long and heavy: `npm run test:faults`, not part of `npm test`.
export default defineConfig({
  test: {
    name: "faults",
    include: ["*.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
