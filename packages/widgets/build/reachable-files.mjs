/**
 * The output files that a browser has to have before it can run `path`: itself and all that it imports statically, however
 * deep. What is imported by `import()` is not among them: it loads when it is asked for.
 */
export function reachableFrom(path, outputs, found = new Set()) {
  if (found.has(path)) return [];
  found.add(path);
  for (const { path: imported, kind } of outputs[path].imports) {
    if (kind === "import-statement") reachableFrom(imported, outputs, found);
  }
  return [...found];
}
