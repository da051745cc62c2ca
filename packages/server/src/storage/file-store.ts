/**
 * Files that this server keeps itself (DATA_DIR/files): covers, which anybody may see, and videos and attachments, which
 * are reached only by signed, short-lived URLs. In the database a stored file stands as `stored:<name>`, where the name is
 * `<sha256>.<extension>`; everything else is an http(s) URL and passes through unchanged.
 */
export interface FileStore {
  /** Copies a file in, by content, and returns its reference `stored:<name>`. The same content twice is one file. */
  add(path: string): Promise<string>;
  /** The URL for everybody: `<PUBLIC_URL>/media/<name>`. Only for pictures. */
  publicUrl(reference: string): string;
  /** A URL that works until `expiresAt`, for whoever holds it: `<PUBLIC_URL>/files/<name>?expires=…&signature=…`. */
  signedUrl(reference: string, expiresAt: Date, downloadName?: string): string;
}
