import { expect } from "@open-wc/testing";

import { black, contrast, lowestContrast, white } from "./contrast.js";
import { deriveTokens, type HostColors } from "./derive-tokens.js";
import { fromOklch, mix, toOklch, type Rgb } from "./oklch.js";

/** Any colour of a screen, the same ones in every run (mulberry32). */
function colors(seed: number): () => Rgb {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => [next(), next(), next()];
}

const host = (changes: Partial<HostColors>): HostColors => ({
  background: white,
  text: black,
  accent: null,
  fixed: {},
  ...changes,
});

const hex = (color: Rgb) =>
  `#${color
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

describe("Tokens from a page's colours", () => {
  it("go to OKLCH and back unchanged", () => {
    const color = colors(1);
    for (let i = 0; i < 200; i++) {
      const before = color();
      const after = fromOklch(toOklch(before));
      for (const channel of [0, 1, 2] as const) expect(after[channel]).to.be.closeTo(before[channel], 1e-4);
    }
    expect(toOklch([1, 0, 0]).lightness).to.be.closeTo(0.628, 0.001);
  });

  it("measure contrast as WCAG does", () => {
    expect(contrast(black, white)).to.be.closeTo(21, 0.01);
    expect(contrast([0x76 / 255, 0x76 / 255, 0x76 / 255], white)).to.be.closeTo(4.54, 0.01);
  });

  it("can be read on any page: 4.5 : 1 for text, muted text and accent, on background, surface and tint", () => {
    const color = colors(5);
    for (let i = 0; i < 1_000; i++) {
      const page = host({ background: color(), text: color(), accent: i % 3 ? color() : null });
      const { tokens } = deriveTokens(page);
      const { surface, text, muted, accent } = tokens;
      const grounds = [page.background ?? white, surface];
      const tint = mix(accent, surface, 0.13);
      const about = `${i}: ${hex(page.background ?? white)} ${JSON.stringify(Object.values(tokens).map(hex))}`;
      expect(lowestContrast(text, grounds), `text ${about}`).to.be.at.least(4.5);
      expect(contrast(text, tint), `text on tint ${about}`).to.be.at.least(4.5);
      expect(lowestContrast(muted, grounds), `muted ${about}`).to.be.at.least(4.5);
      expect(lowestContrast(accent, grounds), `accent ${about}`).to.be.at.least(4.5);
      expect(contrast(accent, tint), `accent on tint ${about}`).to.be.at.least(4.5);
      expect(contrast(accent, mix(text, surface, 0.12)), `bar ${about}`).to.be.at.least(3);
      expect(contrast(mix(muted, surface, 0.8), surface), `field ${about}`).to.be.at.least(3);
    }
  });

  it("leave readable colours alone", () => {
    const text: Rgb = [0.13, 0.1, 0.2];
    const accent: Rgb = [0.04, 0.43, 0.31];
    const { scheme, tokens } = deriveTokens(host({ background: [0.98, 0.97, 0.95], text, accent }));
    expect(scheme).to.equal("light");
    expect(tokens.text).to.equal(text);
    expect(tokens.accent).to.equal(accent);
  });

  it("keep the hue of an accent that has to become lighter", () => {
    const accent: Rgb = [0.1, 0.25, 0.7];
    const { scheme, tokens } = deriveTokens(host({ background: [0.07, 0.07, 0.1], text: white, accent }));
    expect(scheme).to.equal("dark");
    expect(toOklch(tokens.accent).lightness).to.be.above(toOklch(accent).lightness);
    expect(toOklch(tokens.accent).hue).to.be.closeTo(toOklch(accent).hue, 0.25);
  });

  it("lie a shade above a dark page, and on paper on a strong one", () => {
    const dark: Rgb = [0.07, 0.07, 0.1];
    const night = toOklch(deriveTokens(host({ background: dark, text: white })).tokens.surface).lightness;
    expect(night - toOklch(dark).lightness).to.be.closeTo(0.035, 0.005);
    const paper = deriveTokens(host({ background: [0.95, 0.6, 0.2], text: black })).tokens.surface;
    expect(toOklch(paper).lightness).to.be.at.least(0.95);
  });

  it("go by the text where a picture lies behind", () => {
    expect(deriveTokens(host({ background: null, text: [0.95, 0.95, 0.9] })).scheme).to.equal("dark");
    expect(deriveTokens(host({ background: null, text: [0.1, 0.1, 0.1] })).scheme).to.equal("light");
  });

  it("turn round where the page's own text cannot be read", () => {
    const { scheme, tokens } = deriveTokens(host({ background: [0.95, 0.95, 0.95], text: white }));
    expect(scheme).to.equal("light");
    expect(contrast(tokens.text, [0.95, 0.95, 0.95])).to.be.at.least(4.5);
  });

  it("go with those that the page has set itself", () => {
    const surface: Rgb = [0.1, 0.1, 0.2];
    const { scheme, tokens } = deriveTokens(host({ fixed: { surface, accent: [1, 0.8, 0.2] } }));
    expect(scheme).to.equal("dark");
    expect(tokens.surface).to.equal(surface);
    expect(tokens.accent).to.deep.equal([1, 0.8, 0.2]);
    expect(contrast(tokens.text, surface)).to.be.at.least(4.5);
  });
});
