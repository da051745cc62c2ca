import { z } from "zod";

import { Manifest } from "./manifest.js";

/** JSON Schema (2020-12) of a manifest, for editors: `packages/server/manifest.schema.json` is this, written out. */
export function manifestJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(Manifest, { io: "input" }), null, 2)}\n`;
}
