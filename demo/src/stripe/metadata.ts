import type { Stripe } from "stripe";

import { invalid } from "./api-error.js";

const MOST_KEYS = 50;
const LONGEST_KEY = 40;
const LONGEST_VALUE = 500;

/** Metadata as it is kept: text by text, within Stripe's limits (https://docs.stripe.com/api/metadata). */
export function parseMetadata(
  given: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
  param: string,
): Stripe.Metadata {
  if (given === undefined || given === null || given === "") return {};
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== "");
  if (entries.length > MOST_KEYS) throw invalid(`Metadata may have at most ${MOST_KEYS} keys.`, param);
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key.length > LONGEST_KEY) {
        throw invalid(`Metadata keys may have at most ${LONGEST_KEY} characters.`, `${param}[${key}]`);
      }
      const text = String(value);
      if (text.length > LONGEST_VALUE) {
        throw invalid(`Metadata values may have at most ${LONGEST_VALUE} characters.`, `${param}[${key}]`);
      }
      return [key, text];
    }),
  );
}
