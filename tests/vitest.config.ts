import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "both sides",
    include: ["**/*.test.ts"],
    // Each has a script of its own: `npm run test:faults`, `npm run test:stripe`.
    exclude: ["dist/**", "faults/**", "stripe-test-mode/**", "gallery/every-scene.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
