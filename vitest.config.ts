import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/server", "demo", "tests"],
    // Two, because continuous integration has two cores and each worker holds a database of its own.
    maxWorkers: 2,
  },
});
