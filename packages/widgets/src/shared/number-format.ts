const formats = new Map<string, Intl.NumberFormat>();

/** `new Intl.NumberFormat`, made once for each use: a page of a hundred cards formats the same way a thousand times. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, options)));
  return format;
}
