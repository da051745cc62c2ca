import { describe, expect, it } from "vitest";

import { contentDisposition } from "./content-disposition.js";

describe("contentDisposition", () => {
  it.each([
    ["Notes.pdf", `attachment; filename="Notes.pdf"; filename*=UTF-8''Notes.pdf`],
    ["Übung (1).pdf", `attachment; filename="_bung (1).pdf"; filename*=UTF-8''%C3%9Cbung%20%281%29.pdf`],
    ["講座.pdf", `attachment; filename="__.pdf"; filename*=UTF-8''%E8%AC%9B%E5%BA%A7.pdf`],
    [`a"b%c.pdf`, `attachment; filename="a_b_c.pdf"; filename*=UTF-8''a%22b%25c.pdf`],
    ["../etc/passwd", `attachment; filename=".._etc_passwd"; filename*=UTF-8''.._etc_passwd`],
    ["a\r\nSet-Cookie: x", `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a__Set-Cookie%3A%20x`],
    ["\ud800.pdf", `attachment; filename="_.pdf"; filename*=UTF-8''_.pdf`],
  ])("%j", (name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
    expect(() => new Headers({ "Content-Disposition": expected })).not.toThrow();
  });
});
