import type { FileStore } from "../../storage/file-store.js";
import type { ImportPlan, MediaSource } from "./import-plan.js";

/**
 * Copies the local files of a plan into the store, each once, and returns their references by path. Files are kept by their
 * content, so that a copy whose import fails later does no harm. A dry run copies nothing and only works out the references.
 */
export async function storeMedia({
  files,
  plan,
  isDryRun,
  onProgress,
}: {
  files: FileStore;
  plan: ImportPlan;
  isDryRun: boolean;
  onProgress: (done: number, total: number) => void;
}): Promise<Map<string, string>> {
  const paths = [...new Set(sourcesOf(plan).flatMap((source) => (source.kind === "file" ? source.path : [])))];
  const references = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    onProgress(index, paths.length);
    references.set(path, isDryRun ? await files.referenceFor(path) : await files.add(path));
  }
  onProgress(paths.length, paths.length);
  return references;
}

function sourcesOf(plan: ImportPlan): MediaSource[] {
  return plan.courses.flatMap(({ image, chapters = [], attachments = [] }) => [
    ...(image ? [image] : []),
    ...chapters.flatMap(({ video }) => video ?? []),
    ...attachments.map(({ file }) => file),
  ]);
}
