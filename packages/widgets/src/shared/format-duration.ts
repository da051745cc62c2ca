import { numberFormat } from "./number-format.js";

/** A length of time to read, such as "2 hr 40 min": whole minutes, at least one. */
export function formatDuration(seconds: number, language: string): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const inUnits = (value: number, unit: string) => numberFormat(language, { style: "unit", unit }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return inUnits(rest, "minute");
  return rest === 0 ? inUnits(hours, "hour") : `${inUnits(hours, "hour")} ${inUnits(rest, "minute")}`;
}
