import { numberFormat } from "./number-format.js";

/** A message, or one for each plural form that `Intl.PluralRules` knows, chosen by the value `count`. */
export type Message = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });

/** Messages by key. `{name}` stands for a value. */
export type MessageTable = Readonly<Record<string, Message>>;

const pluralRules = new Map<string, Intl.PluralRules>();

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * Fills a message with its values; numbers are written in `language`. Where there are words that run from right to left,
 * every value is isolated (U+2068, U+2069): it keeps its own direction and leaves the order of what is around it alone.
 */
export function fillMessage(
  message: Message,
  language: string,
  values: Readonly<Record<string, string | number>>,
): string {
  let text = message;
  if (typeof text !== "string") {
    let rules = pluralRules.get(language);
    if (!rules) pluralRules.set(language, (rules = new Intl.PluralRules(language)));
    text = text[rules.select(Number(values["count"]))] ?? text.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    if (typeof value === "number") return numberFormat(language).format(value);
    return RIGHT_TO_LEFT.test(text + value) ? `\u2068${value}\u2069` : value;
  });
}
