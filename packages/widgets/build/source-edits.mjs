import ts from "typescript";

/** Collects replacements in a source text by position, and applies them all at the end. */
export class SourceEdits {
  #edits = [];

  replace(start, end, text) {
    this.#edits.push({ start, end, text });
  }

  applyTo(source) {
    let result = source;
    for (const { start, end, text } of this.#edits.sort((a, b) => b.start - a.start)) {
      result = result.slice(0, start) + text + result.slice(end);
    }
    return result;
  }
}

export const parse = (path, contents) => ts.createSourceFile(path, contents, ts.ScriptTarget.Latest, true);
