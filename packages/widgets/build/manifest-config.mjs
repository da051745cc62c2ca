import { publicElements } from "./manifest-plugin.mjs";

export default {
  globs: ["src/elements/**/*.ts", "src/shared/*-event.ts"],
  exclude: ["**/*.test.ts", "**/testing/**"],
  plugins: [publicElements],
};
