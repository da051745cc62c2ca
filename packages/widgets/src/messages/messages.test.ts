import { expect } from "@open-wc/testing";

import { fillMessage, type MessageTable } from "../shared/messages.js";
import { messages as ar } from "./ar.js";
import { messages as de } from "./de.js";
import { messages as es } from "./es.js";
import { messages as fr } from "./fr.js";
import { messages as ja } from "./ja.js";
import { messages as pt } from "./pt.js";

const tables: Readonly<Record<string, MessageTable>> = { ar, de, es, fr, ja, pt };

/** One for each plural form of any of the languages, Arabic's six among them. */
const COUNTS = [0, 1, 2, 3, 11, 100];

const values = (count: number) => ({
  count,
  done: 1,
  title: "Titel",
  name: "Name",
  time: "6:12",
  duration: "1:02:05",
  price: "4,90",
});

for (const [language, table] of Object.entries(tables)) {
  describe(`The words of "${language}"`, () => {
    it("leave no placeholder open, whatever the count", () => {
      for (const [key, message] of Object.entries(table)) {
        for (const count of COUNTS) {
          const text = fillMessage(message, language, values(count));
          expect(text, key).to.match(/^[^{}]+$/);
          expect(text.trim(), key).not.to.equal("");
        }
      }
    });

    it("have every plural form that the language has", () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const used = new Set(COUNTS.map((count) => new Intl.PluralRules(language).select(count)));
      for (const [key, message] of Object.entries(table)) {
        if (typeof message === "string") continue;
        for (const form of used) expect(message[form], `${key}, ${form}`).to.be.a("string");
        for (const form of Object.keys(message)) expect(pluralCategories, key).to.include(form);
      }
    });

    it("keep words and numbers apart as the language does, and have no straight quotes", () => {
      for (const [key, message] of Object.entries(table)) {
        for (const text of typeof message === "string" ? [message] : Object.values(message)) {
          expect(text, key).not.to.match(/['"]|\.\.\.|^ | {2}| $/);
        }
      }
    });
  });
}

describe("fillMessage", () => {
  it("counts in Arabic's six forms", () => {
    const counted = COUNTS.map((count) => fillMessage(ar.chapters, "ar-u-nu-latn", { count }));
    expect(counted).to.deep.equal(["لا فصول", "فصل واحد", "فصلان", "3 فصول", "11 فصلًا", "100 فصل"]);
  });

  it("writes digits as the country does", () => {
    expect(fillMessage(ar.chapters, "ar-EG", { count: 11 })).to.equal("١١ فصلًا");
    expect(fillMessage(ar.chapters, "ar-MA", { count: 11 })).to.equal("11 فصلًا");
    expect(fillMessage(de.courses, "de", { count: 12_000 })).to.equal("12.000 Kurse");
  });

  it("isolates values where texts of both directions meet, and nowhere else", () => {
    expect(fillMessage(ar.playChapter, "ar", { title: "C++!" })).to.equal("تشغيل \u2068C++!\u2069");
    expect(fillMessage("Play {title}", "en", { title: "فصل" })).to.equal("Play \u2068فصل\u2069");
    expect(fillMessage("Play {title}", "en", { title: "C++!" })).to.equal("Play C++!");
  });
});
