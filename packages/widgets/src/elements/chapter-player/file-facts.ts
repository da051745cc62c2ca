import type { AttachmentName } from "@courselet/contract/catalogue";

const TYPES: Readonly<Record<string, string>> = {
  "application/pdf": "PDF",
  "application/zip": "ZIP",
  "application/epub+zip": "EPUB",
  "application/json": "JSON",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
  "text/plain": "TXT",
  "text/csv": "CSV",
  "image/jpeg": "JPEG",
  "image/svg+xml": "SVG",
  "audio/mpeg": "MP3",
  "video/mp4": "MP4",
};

/** What kind of file it is, as people call it; "" where nothing tells. */
export function fileType({ name, contentType }: Pick<AttachmentName, "name" | "contentType">): string {
  const media = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const known = TYPES[media] ?? /^(?:image|audio|video)\/(?:x-)?(\w{2,5})$/.exec(media)?.[1];
  return known?.toUpperCase() ?? /\.(\w{2,5})$/.exec(name)?.[1]?.toUpperCase() ?? "";
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "1.2 MB" in the language of the page; "" for a size that nobody knows. */
export function fileSize(bytes: number | null, language: string): string {
  if (bytes === null) return "";
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** step;
  const maximumFractionDigits = step === 0 || amount >= 10 ? 0 : 1;
  const unit = UNITS[step] ?? "byte";
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(
    amount,
  );
}
