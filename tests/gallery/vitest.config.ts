import { defineConfig } from "vitest/config";

// Every scene, which takes minutes: `npm run test:gallery`, not part of `npm test`.
export default defineConfig({
  test: {
    name: "gallery",
    include: ["every-scene.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
