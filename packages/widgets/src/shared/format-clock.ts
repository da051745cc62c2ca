import { numberFormat } from "./number-format.js";

/** A place in a video, such as "6:12" or "1:02:05". Fractions of a second are dropped. */
export function formatClock(seconds: number, language: string): string {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const parts = [Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) parts.unshift(hours);
  return parts
    .map((part, index) =>
      numberFormat(language, { minimumIntegerDigits: index === 0 ? 1 : 2, useGrouping: false }).format(part),
    )
    .join(":");
}
