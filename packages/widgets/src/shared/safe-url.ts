/**
 * The address as a browser would read it, when that is http or https; otherwise nothing. Browsers skip control
 * characters and tabs inside a scheme ("java\tscript:"), so the parsed form is what is judged and what is used.
 */
export function safeUrl(address: string | null | undefined, base = document.baseURI): string | undefined {
  const cleaned = address?.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").trim();
  if (!cleaned || !URL.canParse(cleaned, base)) return undefined;
  const url = new URL(cleaned, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}
