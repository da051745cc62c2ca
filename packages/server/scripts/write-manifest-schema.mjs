// Writes manifest.schema.json from the schema that checks manifests: npm run schema -w @courselet/server (after a build)
import { writeFile } from "node:fs/promises";

import { manifestJsonSchema } from "../dist/authoring/import/manifest-json-schema.js";

await writeFile(new URL("../manifest.schema.json", import.meta.url), manifestJsonSchema());
