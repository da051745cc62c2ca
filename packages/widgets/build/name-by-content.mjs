import { createHash } from "node:crypto";

const sha = (...parts) => createHash("sha256").update(parts.join("\n")).digest("hex");

/**
 * Gives each file a name that says what is in it and in all that it imports, so that it can be cached for ever, and so that
 * the same sources make the same files wherever they are built: esbuild's own hashes are made before the second minifier
 * and depend on the folder.
 *
 * Files import each other in circles (the core loads what later needs the core), so a name cannot be made from the finished
 * text: it is made from the texts without names, of the file and of everything that can be reached from it.
 *
 * `files`: [old name, text, readable part of the new name]. Returns the new text by new name, and new name by old name.
 */
export function nameByContent(files) {
  const oldNames = files.map(([name]) => name);
  const anyName = new RegExp(oldNames.map((name) => name.replaceAll(".", "\\.")).join("|"), "g");
  const texts = new Map(files.map(([name, text]) => [name, text]));
  const imports = new Map(files.map(([name, text]) => [name, text.match(anyName) ?? []]));

  const alone = new Map(files.map(([name, text]) => [name, sha(text.replaceAll(anyName, ""))]));
  const withImports = new Map(
    oldNames.map((name) => [name, sha(...[name, ...imports.get(name)].map((of) => alone.get(of)))]),
  );
  const reachable = (name, found = new Set()) => {
    if (!found.has(name)) for (const next of imports.get((found.add(name), name))) reachable(next, found);
    return [...found];
  };
  const newNames = new Map(
    files.map(([name, , readable]) => {
      const all = reachable(name).map((each) => withImports.get(each));
      return [name, `${readable}-${sha(withImports.get(name), ...all.sort()).slice(0, 8)}.js`];
    }),
  );
  return {
    files: oldNames.map((name) => [
      newNames.get(name),
      texts.get(name).replaceAll(anyName, (old) => newNames.get(old)),
    ]),
    newNames,
  };
}
