/** `/widgets/manifest.json`: what the build has made. */
export interface Manifest {
  version: string;
  files: Record<string, { integrity: string; bytes: number; brotli: number }>;
  /** The files of each element, itself first. */
  elements: Record<string, string[]>;
}
