import { expect, it } from "vitest";

import { stripeLocale } from "./stripe-locale.js";

it.each([
  ["de", "de"],
  ["de-AT", "de"],
  ["EN-gb", "en-GB"],
  ["en-US", "en"],
  ["es-MX", "es-419"],
  ["es-ES", "es"],
  ["fr-CA", "fr-CA"],
  ["pt-BR", "pt-BR"],
  ["zh-Hant", "zh-TW"],
  ["zh-Hant-HK", "zh-HK"],
  ["zh-Hans-CN", "zh"],
  ["nn-NO", "nb"],
  ["ar", "auto"],
  ["not a tag", "auto"],
  [undefined, "auto"],
])("shows %s as %s", (tag, locale) => {
  expect(stripeLocale(tag)).toBe(locale);
});
