import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

type Bindings = typeof bindings;

/** The part used here; TypeScript knows WebAssembly from its browser library only. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loaded: Promise<Bindings> | undefined;

/**
 * Prisma's own schema engine in WebAssembly: it speaks to any driver adapter, so that migrating needs neither Prisma's
 * command line nor the native engine that it downloads. Free it after use.
 */
export async function openSchemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<bindings.SchemaEngine> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}

/** What the package's own entry does by importing the .wasm file, which Node cannot yet do without a flag. */
async function load(): Promise<Bindings> {
  const name = "@prisma/schema-engine-wasm/schema_engine_bg";
  const loading = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(
    createRequire(import.meta.url)
      .resolve(name)
      .replace(/\.js$/, ".wasm"),
  );
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": loading,
  });
  const start = instance.exports["__wbindgen_start"];
  if (typeof start !== "function") throw new Error(`${name} has no start function: take the version that prisma names`);
  loading["__wbg_set_wasm"](instance.exports);
  start();
  return loading;
}
