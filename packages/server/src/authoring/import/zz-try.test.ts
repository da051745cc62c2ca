import { expect, test } from "vitest";
import { openOnPglite } from "../../database/open-database.js";
import { PGlite } from "@electric-sql/pglite";
import { createLocalFileStore } from "../../storage/local-file-store.js";
import { importFile } from "./import-file.js";
import { formatReport } from "./import-report.js";
test("csv", async () => {
  const client = await PGlite.create();
  const { db } = await openOnPglite(client);
  const clock = { now: () => new Date() };
  const files = createLocalFileStore({
    directory: "/tmp/dtest/files",
    publicUrl: "http://x",
    secret: new Uint8Array(32),
    clock,
  });
  for (let i = 0; i < 2; i++) {
    console.log(
      formatReport(await importFile({ deps: { db, files, clock }, path: "/work/shared/data/catalogue/courses.csv" })),
    );
  }
  expect(await db.course.count()).toBe(3672);
}, 120000);
