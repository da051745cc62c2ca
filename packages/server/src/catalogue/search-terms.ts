/**
 * How text becomes search terms, for courses when they are written and for queries when they are asked. PostgreSQL's own
 * text configurations know a few languages and find nothing in Japanese or Thai; this rule knows scripts instead, and is
 * the same on PGlite and on every PostgreSQL.
 *
 * - Words of scripts with spaces are one term each, without case and without the accents that people leave out.
 * - Scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are cut into overlapping pairs of characters,
 *   and single characters for queries of one.
 */

/** PostgreSQL keeps no position above this: https://www.postgresql.org/docs/current/textsearch-limitations.html. */
const MAX_POSITION = 16_383;
/** A lexeme may have 2046 bytes, a code point in UTF-8 at most 4. Nobody searches for a word this long. */
const MAX_WORD_CODE_POINTS = 200;
/** PostgreSQL keeps at most 255 positions of one lexeme. */
const MAX_POSITIONS_PER_LEXEME = 255;
/** Bounds the size of a row; about 30 pages of text. */
const MAX_TERMS_PER_COURSE = 12_000;
/** Between title and description, so that no phrase spans the two. */
const GAP = 10;

/** Marks that are written or left out without changing the word: accents, Arabic harakat, Hebrew niqqud. Not kana's ゛゜. */
const OPTIONAL_MARKS = /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]/gu;
const RUNS = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
  .source;
const PIECES = new RegExp(`(?:${UNSPACED})+|(?:(?!${UNSPACED}).)+`, "gsu");
const STARTS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A stretch of text in one way of writing: one word, or characters without spaces between words. */
interface Piece {
  isSpaced: boolean;
  text: string;
}

/** Upper, then lower case: folds ß to ss and the dotless ı to i, which lower case alone leaves. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replace(OPTIONAL_MARKS, "")
    .replaceAll("ς", "σ")
    .normalize("NFC");
}

function pieces(text: string): Piece[] {
  return (fold(text).match(RUNS) ?? [])
    .flatMap((run) => run.match(PIECES) ?? [])
    .filter((piece) => LETTER_OR_DIGIT.test(piece))
    .map((piece) => ({ isSpaced: !STARTS_UNSPACED.test(piece), text: piece }));
}

function shorten(word: string): string {
  return [...word].slice(0, MAX_WORD_CODE_POINTS).join("");
}

/** Overlapping pairs: 日本語 gives 日本, 本語. */
function pairs(characters: string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** A quoted lexeme, as tsvector and tsquery literals share it. */
function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** The terms of a text with their positions; those that start at the same character share one. */
function* positionedTerms(text: string, start: number): Generator<[term: string, position: number]> {
  let position = start;
  for (const piece of pieces(text)) {
    if (piece.isSpaced) {
      yield [shorten(piece.text), position++];
      continue;
    }
    const characters = [...piece.text];
    for (const [index, character] of characters.entries()) {
      yield [character, position];
      const next = characters[index + 1];
      if (next !== undefined) yield [character + next, position];
      position += 1;
    }
    // Two stretches with a space or a comma between them are not one phrase.
    position += 1;
  }
}

/**
 * The text of a tsvector literal: `'rust':1A 'human':3A,14B`. Terms of the title have weight A, of the description B.
 * Positions are right up to PostgreSQL's limits; what lies beyond them is not indexed.
 */
export function searchVector({ title, description }: { title: string; description: string | null }): string {
  const places = new Map<string, string[]>();
  let count = 0;
  let last = 0;
  const index = (text: string, weight: "A" | "B") => {
    for (const [term, position] of positionedTerms(text, last === 0 ? 1 : last + GAP)) {
      if (position > MAX_POSITION || count === MAX_TERMS_PER_COURSE) return;
      const known = places.get(term);
      if (known === undefined) places.set(term, [`${position}${weight}`]);
      else if (known.length < MAX_POSITIONS_PER_LEXEME) known.push(`${position}${weight}`);
      count += 1;
      last = position;
    }
  };
  index(title, "A");
  if (description !== null) index(description, "B");
  return [...places].map(([term, positions]) => `${quoted(term)}:${positions.join(",")}`).join(" ");
}

/**
 * The text of a tsquery literal: every word must occur, the last one may be just begun, and characters without spaces must
 * follow each other: `'rust' & 'hum':*`, `('日本' <-> '本語')`. Null when the text holds nothing to search for.
 */
export function searchQuery(text: string): string | null {
  const all = pieces(text);
  const terms = all.map((piece, index) => {
    if (piece.isSpaced) return `${quoted(shorten(piece.text))}${index === all.length - 1 ? ":*" : ""}`;
    const characters = [...piece.text];
    if (characters.length === 1) return quoted(piece.text);
    return `(${pairs(characters).map(quoted).join(" <-> ")})`;
  });
  return terms.length === 0 ? null : [...new Set(terms)].join(" & ");
}
