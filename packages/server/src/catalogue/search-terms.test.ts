import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApp, type TestApp } from "../testing/create-test-app.js";
import { seededRandom } from "../testing/seeded-random.js";
import { searchQuery, searchVector } from "./search-terms.js";

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

/** Asks PostgreSQL itself whether a query finds a title. */
async function finds(query: string, title: string, description: string | null = null): Promise<boolean> {
  const text = searchQuery(query);
  if (text === null) return false;
  const vector = searchVector({ title, description });
  const [row] = await test.db.$queryRaw<
    { found: boolean }[]
  >`SELECT ${vector}::tsvector @@ ${text}::tsquery AS "found"`;
  return row?.found ?? false;
}

describe("searchVector", () => {
  it("gives titles weight A and descriptions weight B, with a gap between the two", () => {
    expect(searchVector({ title: "Rust for humans", description: "Learn rust" })).toBe(
      "'rust':1A,14B 'for':2A 'humans':3A 'learn':13B",
    );
  });

  it("cuts scripts without spaces into pairs, and single characters at the same positions", () => {
    expect(searchVector({ title: "日本語", description: null })).toBe("'日':1A '日本':1A '本':2A '本語':2A '語':3A");
  });

  it("is empty for a text without letters and digits", () => {
    expect(searchVector({ title: "🎉 — !!!", description: "" })).toBe("");
  });

  it("stays within PostgreSQL's limits for a text of any length", async () => {
    const title = `${"語".repeat(3_000)} ${"x".repeat(5_000)} ${"𠀀".repeat(1_000)}`;
    const description = Array.from({ length: 60_000 }, (_, index) => `word${index % 20_000} the`).join(" ");
    const vector = searchVector({ title, description });
    const [row] = await test.db.$queryRaw<{ lexemes: number }[]>`SELECT length(${vector}::tsvector) AS "lexemes"`;
    expect(row?.lexemes).toBeGreaterThan(1_000);
    expect(row?.lexemes).toBeLessThanOrEqual(12_000);
    for (const [, position] of vector.matchAll(/:(\d+)/g)) expect(Number(position)).toBeLessThanOrEqual(16_383);
  });
});

describe("searchQuery", () => {
  it("asks for every word, the last one as a beginning", () => {
    expect(searchQuery("Rust  for hum")).toBe("'rust' & 'for' & 'hum':*");
  });

  it("asks for the characters of a script without spaces to follow each other", () => {
    expect(searchQuery("日本語 rust")).toBe("('日本' <-> '本語') & 'rust':*");
    expect(searchQuery("語")).toBe("'語'");
  });

  it.each(["", "   ", "🎉", "!!! & | ( ) :* <->", "'", "\\", "--"])("is null for %j", (text) => {
    expect(searchQuery(text)).toBeNull();
  });
});

describe("a search", () => {
  it.each([
    ["latin, any case", "COMPLETE gst", "Complete GST Course & Certification"],
    ["latin, the last word just begun", "invest bank", "Ultimate Investment Banking Course", false],
    ["latin, the last word just begun", "investment bank", "Ultimate Investment Banking Course"],
    ["accents in the title only", "creme brulee", "Crème brûlée for beginners"],
    ["accents in the query only", "Crème", "Creme brulee"],
    ["composed and decomposed accents", "cafe\u0301", "Café culture"],
    ["ß and ss", "strasse", "Straße zum Erfolg"],
    ["dotless and dotted i", "ISTANBUL", "İstanbul'da yazılım"],
    ["final sigma", "ΛΟΓΟΣ", "λόγος και μύθος"],
    ["full-width letters", "ＡＢＣ", "abc for all"],
    ["cyrillic", "программирован", "Основы программирования"],
    ["cyrillic ё and е", "ещё", "Еще один курс"],
    ["arabic without harakat", "العربية", "تعلم العَرَبِيَّة بسهولة"],
    ["hebrew without niqqud", "שלום", "שָׁלוֹם עולם"],
    ["hindi keeps its vowel signs", "हिन्दी", "हिन्दी सीखें"],
    ["hindi keeps its vowel signs", "हन्द", "हिन्दी सीखें", false],
    ["korean, a word just begun", "프로그", "프로그래밍 기초"],
    ["japanese inside a sentence", "プログラミング", "はじめてのプログラミング入門"],
    ["japanese, words apart", "入門 プログラミング", "はじめてのプログラミング入門"],
    ["japanese, the same characters in another order", "門入", "はじめてのプログラミング入門", false],
    ["japanese keeps its voicing marks", "か", "がくせい", false],
    ["half-width katakana", "ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ", "プログラミング入門"],
    ["one character", "門", "プログラミング入門"],
    ["chinese", "机器学习", "深入机器学习课程"],
    ["thai inside a sentence", "โปรแกรม", "เรียนเขียนโปรแกรมเบื้องต้น"],
    ["scripts side by side", "unity入門", "Unity入門講座"],
    ["apostrophes", "don't", "Don't panic"],
    ["a word of the description", "kubernetes", "Operations"],
    ["characters beyond the first plane", "𠀀𠀁", "漢字𠀀𠀁字"],
  ])("%s: %s in %s", async (_, query, title, expected = true) => {
    expect(await finds(query, title, "With Kubernetes")).toBe(expected);
  });

  it("matches no phrase across title and description, nor across a comma", async () => {
    expect(await finds("日本", "日", "本")).toBe(false);
    expect(await finds("日本", "日、本")).toBe(false);
    expect(await finds("日本 日本語", "日本の日本語")).toBe(true);
  });

  it("finds itself, whatever the text is", async () => {
    const alphabet = [
      ..."aZéßİ９'\"\\:*&|!()<->, \t日本語ひらがなカタカナーไทยقرآनि한국어𠀀🎉👩‍👩‍👧\u0301\u3099\u200d\ufe0f",
    ];
    const random = seededRandom(20_260_131);
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: 1 + random(24) }, () => alphabet[random(alphabet.length)]).join("");
      if (searchQuery(text) === null) continue;
      expect({ text, found: await finds(text, text) }).toEqual({ text, found: true });
    }
  });
});
