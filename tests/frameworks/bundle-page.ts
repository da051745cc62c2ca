import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { build, type Plugin } from "esbuild";
import { compile } from "svelte/compiler";

const pages = fileURLToPath(new URL("pages/", import.meta.url));

const svelteFiles: Plugin = {
  name: "svelte-files",
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, "utf8"), { filename: basename(path), generate: "client" });
      return { contents: js.code, loader: "js" };
    });
  },
};

/** Bundles a page as a site's own build would, the elements from their package. Resolves with one script. */
export async function bundlePage(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${pages}${name}`],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: {
      "process.env.NODE_ENV": '"development"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    // The build of Vue that brings its template compiler.
    alias: { vue: "vue/dist/vue.esm-bundler.js" },
    plugins: [svelteFiles],
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}
