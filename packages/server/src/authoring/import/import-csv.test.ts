import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { importFile } from "./import-file.js";
import { noCounts } from "./import-report.js";
import { courseId } from "./stable-ids.js";
import { createImportFolder, type ImportFolder } from "./testing/import-folder.js";

const catalogue = fileURLToPath(new URL("../../../../../../shared/data/catalogue/courses.csv", import.meta.url));

let folder: ImportFolder;
beforeEach(async () => {
  folder = await createImportFolder();
});
afterEach(() => folder.close());

const importText = (text: string) => folder.importText(text, { name: "courses.csv" });
const refusal = (text: string) => folder.refusal(text, { name: "courses.csv" });
const prices = async () =>
  (await folder.app.db.course.findMany({ orderBy: { title: "asc" } })).map(({ price, currency }) => [price, currency]);

describe("importing a CSV file", () => {
  it("makes a course of each row, and names the columns it does not use", async () => {
    const report = await importText(
      '\ufeffcourse_id,title,is_paid,price_usd,lectures,published,subject\r\n17,"Bread, and butter  ",True,19.5,4,2017-01-18T20:58:58Z,Baking\r\n18,無料の講座,False,0,9,false,Baking\r\n',
    );
    expect(report).toMatchObject({
      categories: { ...noCounts(), created: 1 },
      courses: { ...noCounts(), created: 2 },
      chapters: noCounts(),
      notes: ["columns that were not used: lectures"],
    });
    const courses = await folder.app.db.course.findMany({ orderBy: { createdAt: "asc" } });
    expect(courses).toMatchObject([
      {
        id: courseId("17"),
        title: "Bread, and butter",
        price: 1950,
        currency: "usd",
        isPublished: true,
        createdAt: new Date("2017-01-18T20:58:58Z"),
      },
      { id: courseId("18"), title: "無料の講座", price: 0, isPublished: false, createdAt: folder.app.clock.now() },
    ]);
  });

  it("takes a currency of each row, or a price in words", async () => {
    await importText("key,title,price,currency\na,A,4800,JPY\nb,B,12.500,kwd\nc,C,,\nd,D,0,\n");
    expect(await prices()).toEqual([
      [4800, "jpy"],
      [12_500, "kwd"],
      [null, "usd"],
      [0, "usd"],
    ]);
    await importText("key,title,price\na,A,49.00 eur\n");
    expect((await prices())[0]).toEqual([4900, "eur"]);
  });

  it("leaves what a file does not speak of as it is: columns, chapters, courses", async () => {
    await importText("key,title,description,price_usd,subject\na,A,About A.,20,Baking\nb,B,,30,Baking\n");
    await folder.app.db.chapter.create({ data: { title: "One", position: 1, courseId: courseId("a") } });
    const report = await importText("key,title\na,A new title\n");
    expect(report.courses).toEqual({ ...noCounts(), changed: 1 });
    const course = await folder.app.db.course.findUnique({
      where: { id: courseId("a") },
      include: { chapters: true, category: true },
    });
    expect(course).toMatchObject({
      title: "A new title",
      description: "About A.",
      price: 2000,
      category: { name: "Baking" },
      chapters: [{ title: "One" }],
    });
    expect(await folder.app.db.course.count()).toBe(2);
  });

  it("skips a row that repeats another word for word, and names both lines", async () => {
    const report = await importText("id,title,price_usd\n1,One,20\n2,Two,20\n1,One,20\n");
    expect(report.courses).toEqual({ ...noCounts(), created: 2 });
    expect(report.notes).toEqual(["line 4 repeats line 2 (1) word for word and was skipped"]);
  });

  it("is refused when an id is repeated with other values", async () => {
    expect(await refusal("id,title,price_usd\n1,One,20\n2,Two,20\n1,One,30\n")).toEqual([
      '4 id: "1" stands in line 2 already, with other values',
    ]);
  });

  it("is refused with every bad row, its line and reason, and imports none of the good ones", async () => {
    const text = `id,title,is_paid,price_usd,published,image
1,Good,True,20,true,
,No id,True,20,true,
3,,True,20,true,
4,Free and not free,False,20,true,
5,Paid and free,True,0,true,
6,"Two
lines",True,cheap,true,
7,Cents,True,20.005,maybe,
8,Short,True
9,Picture,True,20,true,missing.png
10,Later,True,20,2999-01-01,
11,Good,maybe,20,true,
`;
    expect(await refusal(text)).toEqual([
      expect.stringMatching(/^3 id: /),
      expect.stringMatching(/^4 title: Too small/),
      "5 is_paid: says False, but the price is 20",
      "6 is_paid: says True, but the price is 0",
      expect.stringMatching(/^7 price_usd: "cheap" is not an amount/),
      expect.stringMatching(/^9 price_usd: .*at most 2 decimals/),
      expect.stringMatching(/^9 published: "maybe" must be true, false, or a date/),
      "10 : has 3 values, but the header names 6 columns",
      '11 image: there is no file "missing.png"',
      '12 published: "2999-01-01" is in the future',
      '13 is_paid: "maybe" must be True or False',
    ]);
  });

  it.each([
    ["", "is empty"],
    ["name,price\n", "no column key or id or course_id"],
    ["id;title\n1;A\n", "separated by commas"],
    ["id,key,title\n", "means the same as the column id"],
    ["id,title,price_usd,price_eur\n", "means the same as the column price_usd"],
    ["id,title,price_dollars\n", "not an ISO 4217"],
    ["id,title,price_usd,currency\n", "keep one of them"],
  ])("is refused with the header %j", async (text, reason) => {
    expect((await refusal(text)).join("\n")).toContain(reason);
  });

  it("takes a real catalogue of 3,678 rows as it is, and the second time changes nothing", async (context) => {
    if (!existsSync(catalogue))
      return context.skip("the catalogue ../shared/data/catalogue/courses.csv is not on this machine");
    const first = await importFile({ deps: folder.app.deps, path: catalogue });
    expect(first).toMatchObject({ categories: { created: 4 }, courses: { ...noCounts(), created: 3672 } });
    expect(first.notes[0]).toBe("columns that were not used: lectures, level, duration_hours");
    expect(first.notes.filter((note) => note.includes("word for word"))).toHaveLength(6);
    expect(first.notes).toContain("line 790 repeats line 456 (837322) word for word and was skipped");
    const lengths = (await folder.app.db.course.findMany({ select: { title: true } })).map(({ title }) => title.length);
    expect(Math.max(...lengths)).toBeGreaterThan(200);
    expect(await folder.app.db.course.count({ where: { price: 0 } })).toBe(310);

    const second = await importFile({ deps: folder.app.deps, path: catalogue });
    expect(second.courses).toEqual({ ...noCounts(), unchanged: 3672 });

    expect(await folder.search("ファンダメンタル分析")).toContain(
      "株式投資で本当のファンダメンタル分析ができるようになる",
    );
  });
});
