// Writes the next migration: the SQL from what the migrations so far make to what prisma/schema.prisma says.
// Usage: node scripts/make-migration.mjs <name>     (after `npm run build`)
// What Prisma cannot say (checks, expression indexes) is then written by hand at the end of the new file.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Usage: node scripts/make-migration.mjs <name in lower case, such as add_course_level>");
  process.exit(2);
}
const built = new URL("../packages/server/dist/database/diff-schema.js", import.meta.url);
if (!existsSync(built)) {
  console.error("The server is not built yet: run `npm run build` first.");
  process.exit(1);
}
const { migrationsToSchema } = await import(built.href);
const migrations = fileURLToPath(new URL("../prisma/migrations", import.meta.url));
const schema = await readFile(new URL("../prisma/schema.prisma", import.meta.url), "utf8");
const sql = await migrationsToSchema({ migrations, schema });
if (sql === null) {
  console.log("The migrations already make what prisma/schema.prisma says: nothing to write.");
} else {
  const folder = `${migrations}/${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
  await mkdir(folder);
  await writeFile(`${folder}/migration.sql`, sql);
  console.log(`Wrote ${folder}/migration.sql. Read it, and add by hand what Prisma cannot say.`);
}
