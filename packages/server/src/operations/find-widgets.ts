import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where the built widgets lie: `dist/web` of the package @courselet/widgets, found as Node finds packages (this package
 * serves its files and imports none of them). Null when it is not installed or not built.
 */
export function findWidgets(): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const widgets = join(folder, "node_modules", "@courselet", "widgets");
    if (existsSync(widgets)) return join(widgets, "dist", "web");
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}
