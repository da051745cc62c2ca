import { describe, expect, it } from "vitest";

import { formatPrice, parseAmount, parsePrice } from "./price.js";

describe("a price in words", () => {
  it.each([
    ["49.00 usd", 4900, "usd"],
    ["49 usd", 4900, "usd"],
    ["49.9 USD", 4990, "usd"],
    ["0.01 eur", 1, "eur"],
    ["0 usd", 0, "usd"],
    ["20.0 usd", 2000, "usd"],
    ["1249.00 gbp", 124_900, "gbp"],
    ["4800 jpy", 4800, "jpy"],
    ["4800.00 jpy", 4800, "jpy"],
    ["55000 krw", 55_000, "krw"],
    ["12.500 kwd", 12_500, "kwd"],
    ["12.5 kwd", 12_500, "kwd"],
    ["0.29 usd", 29, "usd"],
    ["1.005 bhd", 1005, "bhd"],
    ["500 isk", 50_000, "isk"],
    ["999999.99 usd", 99_999_999, "usd"],
    ["  49.00   usd  ", 4900, "usd"],
  ])("reads %s as %i in the smallest unit of %s", (text, amount, currency) => {
    expect(parsePrice(text)).toEqual({ money: { amount, currency } });
  });

  it.each([
    ["49", "an amount and a currency"],
    ["usd 49", "an amount and a currency"],
    ["$49.00", "an amount and a currency"],
    ["49.001 usd", "at most 2 decimals"],
    ["12.3456 kwd", "at most 3 decimals"],
    ["4800.50 jpy", "no decimals"],
    ["5.50 isk", "no decimals"],
    ["-1.00 usd", "not an amount"],
    ["1,249.00 usd", "not an amount"],
    ["1e3 usd", "not an amount"],
    [".50 usd", "not an amount"],
    ["49.00 uds", "not an ISO 4217"],
    ["1000000.00 usd", "more than"],
    ["99999999999999999999 jpy", "more than"],
  ])("refuses %s", (text, reason) => {
    expect(parsePrice(text)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it("takes the currency of a column in any case", () => {
    expect(parseAmount("200", "USD")).toEqual({ money: { amount: 20_000, currency: "usd" } });
  });
});

describe("formatPrice", () => {
  it.each([
    [4900, "usd", "49.00 usd"],
    [5, "usd", "0.05 usd"],
    [0, "eur", "0.00 eur"],
    [4800, "jpy", "4800 jpy"],
    [12_500, "kwd", "12.500 kwd"],
    [50_000, "isk", "500.00 isk"],
  ])("writes %i in the smallest unit of %s as it is read", (amount, currency, text) => {
    expect(formatPrice({ amount, currency })).toBe(text);
    expect(parsePrice(text)).toEqual({ money: { amount, currency } });
  });

  it("leaves what no text says as it is", () => {
    expect(formatPrice({ amount: 50_050, currency: "isk" })).toEqual({ amount: 50_050, currency: "isk" });
  });
});
