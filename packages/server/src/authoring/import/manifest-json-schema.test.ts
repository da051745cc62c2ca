import { readFile } from "node:fs/promises";

import { expect, it } from "vitest";

import { manifestJsonSchema } from "./manifest-json-schema.js";

it("manifest.schema.json is current (npm run schema -w @courselet/server writes it)", async () => {
  const committed = await readFile(new URL("../../../manifest.schema.json", import.meta.url), "utf8");
  expect(JSON.parse(committed)).toEqual(JSON.parse(manifestJsonSchema()));
});
