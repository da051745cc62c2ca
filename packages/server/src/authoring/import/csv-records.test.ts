import { describe, expect, it } from "vitest";

import { readCsvRecords } from "./csv-records.js";

const read = (text: string) => readCsvRecords(Buffer.from(text));

describe("the records of a CSV file", () => {
  it("know the lines they begin in, with quoted line breaks, empty lines, CRLF and a byte order mark", () => {
    const expected = {
      records: [
        { line: 1, values: ["id", "title"] },
        { line: 2, values: ["1", "two\nlines"] },
        { line: 5, values: ["2", 'a "quoted", word'] },
        { line: 6, values: ["3", "日本語"] },
      ],
    };
    const lf = 'id,title\n1,"two\nlines"\n\n2,"a ""quoted"", word"\n3,日本語\n';
    expect(read(lf)).toEqual(expected);
    const crlf = `\ufeff${lf.replaceAll("\n", "\r\n")}`;
    const { records } = read(crlf) as { records: { line: number }[] };
    expect(records.map(({ line }) => line)).toEqual([1, 2, 5, 6]);
  });

  it("name the line of a quote that is never closed, not the end of the file", () => {
    expect(read('id,title\n1,fine\n2,"open\n3,x\n4,y\n')).toEqual({
      problems: [{ line: 3, path: "", reason: expect.stringContaining("never closed") }],
    });
  });

  it("name the line of a quote inside a value", () => {
    expect(read('id,title\n1,"a"b\n')).toEqual({
      problems: [{ line: 2, path: "", reason: expect.stringContaining("closing quote") }],
    });
  });
});
