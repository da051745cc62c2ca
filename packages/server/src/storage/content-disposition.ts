/**
 * A header that has a browser save a file under a name in any script (RFC 6266): the exact name for browsers, and one in
 * plain ASCII for what is older than RFC 5987.
 */
export function contentDisposition(name: string): string {
  const wellFormed = name.replaceAll(/[\p{Cc}\p{Cs}/\\]/gu, "_");
  const ascii = wellFormed.replaceAll(/[^\x20-\x7e]|["%]/gu, "_");
  const encoded = encodeURIComponent(wellFormed).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
