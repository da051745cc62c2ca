import { defineConfig } from "vitest/config";

// Asks Stripe itself: `npm run test:stripe` with a key of its test mode, not part of `npm test`.
export default defineConfig({
  test: { name: "stripe test mode", include: ["*.test.ts"], testTimeout: 120_000, hookTimeout: 60_000 },
});
