/** So many bytes from the start of a file are enough for `isWhatItSays`. */
export const HEAD_BYTES = 4096;

const ZIPPED = ["docx", "epub", "odt", "pptx", "xlsx", "zip"];
const TEXTS = ["csv", "json", "md", "txt"];
const EBML = "1a45dfa3";
const ZIP_STARTS = ["504b0304", "504b0506"];

/**
 * Whether a file that is called `.extension` begins as such files do. It keeps mistakes out, and files that claim to be
 * others; what browsers then make of a file is decided by its content type alone, which follows the extension.
 */
export function isWhatItSays(extension: string, head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES));
  const hex = bytes.subarray(0, 4).toString("hex");
  const at = (offset: number, length: number) => bytes.toString("latin1", offset, offset + length);
  if (ZIPPED.includes(extension)) return ZIP_STARTS.includes(hex);
  if (TEXTS.includes(extension)) return !bytes.includes(0);
  switch (extension) {
    case "mp4":
    case "m4v":
    case "m4a":
      return at(4, 4) === "ftyp";
    case "mov":
      return ["ftyp", "moov", "mdat", "wide", "free", "skip"].includes(at(4, 4));
    case "webm":
      return hex === EBML;
    case "avif":
      return at(4, 4) === "ftyp" && at(8, Math.max(0, bytes.readUInt32BE(0) - 8)).includes("avi");
    case "gif":
      return at(0, 4) === "GIF8";
    case "jpg":
      return hex.startsWith("ffd8ff");
    case "png":
      return hex === "89504e47";
    case "webp":
      return at(0, 4) === "RIFF" && at(8, 4) === "WEBP";
    case "svg":
      return /^\s*</.test(textOf(bytes)) && /<svg[\s>]/.test(textOf(bytes));
    case "pdf":
      return at(0, 1024).includes("%PDF-");
    case "mp3":
      return at(0, 3) === "ID3" || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0);
    case "ogg":
      return at(0, 4) === "OggS";
    case "wav":
      return at(0, 4) === "RIFF" && at(8, 4) === "WAVE";
    case "vtt":
      return textOf(bytes).startsWith("WEBVTT");
    default:
      return false;
  }
}

/** Without a byte order mark. */
function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}
