import { numberFormat } from "./number-format.js";

/** A length of time to read, such as "2 hr 40 min": whole minutes, at least one. */
export function formatDuration(seconds: number, language: string): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const unit = (value: number, unit: string) => numberFormat(language, { style: "unit", unit }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return unit(rest, "minute");
  return rest === 0 ? unit(hours, "hour") : `${unit(hours, "hour")} ${unit(rest, "minute")}`;
}
