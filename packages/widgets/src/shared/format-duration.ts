import { numberFormat } from "./number-format.js";

/** A length of time to read, such as "2 hr 40 min": whole minutes, at least one. */
export function formatDuration(seconds: number, language: string): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const parts = [
    [Math.floor(minutes / 60), "hour"],
    [minutes % 60, "minute"],
  ] as const;
  return new Intl.ListFormat(language, { type: "unit", style: "narrow" }).format(
    parts.flatMap(([value, unit]) => (value ? numberFormat(language, { style: "unit", unit }).format(value) : [])),
  );
}
