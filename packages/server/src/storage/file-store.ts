/**
 * Files that this server keeps itself (DATA_DIR/files): covers, which anybody may see, and videos and attachments, which
 * are reached only by signed, short-lived URLs. In the database a stored file stands as `stored:<name>`, where the name is
 * `<sha256>.<extension>`; everything else is an http(s) URL and passes through unchanged.
 */
export interface FileStore {
  /**
   * Copies a file in, by content, and returns its reference `stored:<name>`. The same content twice is one file. Throws
   * InvalidRequestError for a type of file that the store does not take (see file-types.ts).
   */
  add(path: string): Promise<string>;
  /**
   * Takes a file of exactly `sizeBytes` bytes from a stream, as fast as the disk can. It is not part of the store until it
   * is kept; whoever does not keep it discards it. Throws InvalidRequestError for a type that is not taken, for content
   * that is not what the extension says, for too few bytes and for a stream that fails, BodyTooLargeError for too many,
   * UnavailableError when the disk is full; nothing is then left behind.
   */
  receive(upload: { body: AsyncIterable<Uint8Array>; fileName: string; sizeBytes: number }): Promise<IncomingFile>;
  /** Where a stored file lies, to be read and never changed. */
  pathOf(reference: string): string;
  /**
   * The reference of a copy of a stored video that holds its first `seconds` and, because whole pictures are copied as they
   * are, up to half a second more: a file from which nothing later can be had. Made when it is first asked for, by
   * one of all who ask, and kept. Throws VideoNotClippedError when that cannot be done.
   */
  clipOf(reference: string, seconds: number): Promise<string>;
  /** The reference that `add` would return, without copying anything. Throws like `add`. */
  referenceFor(path: string): Promise<string>;
  /** The URL for everybody: `<PUBLIC_URL>/media/<name>`. Only for pictures. */
  publicUrl(reference: string): string;
  /**
   * A URL that works until `expiresAt`, for whoever holds it: `<PUBLIC_URL>/files/<name>?expires=…&signature=…`. With a
   * `downloadName`, browsers save the file under that name instead of showing it.
   */
  signedUrl(reference: string, expiresAt: Date, downloadName?: string): string;
  /** Whether the query of a `/files/` URL was signed here, for this name, and has not expired. */
  isSigned(request: SignedRequest): boolean;
  /** A file by its name; null when there is none, or the name is not one that this store gives. */
  find(name: string): Promise<StoredFile | null>;
}

/** The query of a signed URL, as it came. */
export interface SignedRequest {
  name: string;
  /** Seconds since the epoch, in decimal digits. */
  expires: string;
  signature: string;
  /** What to save the file as; empty: show it. */
  downloadName: string;
}

/** A file that has arrived whole, and waits to be kept or discarded. */
export interface IncomingFile {
  /** Where it lies meanwhile. */
  path: string;
  sizeBytes: number;
  /** Puts it into the store, by content. Returns its reference. */
  keep(): Promise<string>;
  discard(): Promise<void>;
}

export interface StoredFile {
  /** Bytes. */
  size: number;
  contentType: string;
  isPicture: boolean;
  /** The content never changes under its name, so this is the hash in it. */
  etag: string;
  /** The bytes `start` to `end`, both counted. Opened at the first read, closed at the end or when it is cancelled. */
  read(start: number, end: number): ReadableStream<Uint8Array>;
}

const STORED = "stored:";

export function isStored(reference: string): boolean {
  return reference.startsWith(STORED);
}

export function referenceTo(name: string): string {
  return STORED + name;
}

export function nameOf(reference: string): string {
  return reference.slice(STORED.length);
}
