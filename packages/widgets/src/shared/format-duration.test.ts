import { expect } from "@open-wc/testing";

import { formatDuration } from "./format-duration.js";

describe("formatDuration", () => {
  const cases: [seconds: number, language: string, text: string][] = [
    [9600, "en", "2 hr 40 min"],
    [3600, "en", "1 hr"],
    [20, "en", "1 min"],
    [9600, "fr", "2 h 40 min"],
    [9600, "es", "2 h 40 min"],
    [9600, "ja", "2 時間40 分"],
    [9600, "ar-u-nu-latn", "2 س و40 د"],
    [9600, "ar-EG", "٢ س و٤٠ د"],
  ];
  for (const [seconds, language, text] of cases) {
    it(`writes ${seconds} seconds in "${language}" as ${text}`, () => {
      expect(formatDuration(seconds, language).replace(/[\u00a0\u202f]/g, " ")).to.equal(text);
    });
  }
});
