import type { Stripe } from "stripe";

type StripeLocale = Stripe.Checkout.SessionCreateParams.Locale;

/** https://docs.stripe.com/js/appendix/supported_locales */
const SPOKEN =
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  );

/** Where the field's tags and Stripe's differ. */
const OTHER_NAMES: Record<string, string> = { no: "nb", nn: "nb", tl: "fil" };

/**
 * The language of the payment page for a BCP 47 tag: the nearest that Stripe speaks, so `de-AT` is `de`, `es-MX` is
 * `es-419` and `zh-Hant` is `zh-TW`. `auto`, the browser's own language, when there is none, or no tag was given.
 */
export function stripeLocale(tag: string | undefined): StripeLocale {
  const locale = parse(tag);
  if (locale === null) return "auto";
  const language = OTHER_NAMES[locale.language] ?? locale.language;
  const { region } = locale;
  const candidates = [
    ...(region === undefined ? [] : [`${language}-${region}`]),
    ...(language === "zh" && locale.script === "Hant" ? ["zh-TW"] : []),
    // Latin American regions, and those alone, speak es-419.
    ...(language === "es" && region !== undefined && region !== "ES" ? ["es-419"] : []),
    language,
  ];
  return candidates.find((candidate) => SPOKEN.includes(candidate)) ?? "auto";
}

function parse(tag: string | undefined): Intl.Locale | null {
  if (tag === undefined) return null;
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}
