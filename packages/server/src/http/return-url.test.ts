import { describe, expect, it } from "vitest";

import { parseReturnUrl, withParameter } from "./return-url.js";

const ALLOWED = ["https://school.example", "http://localhost:4173", "http://127.0.0.1:4173", "http://school.example"];

describe("parseReturnUrl", () => {
  it.each([
    "https://school.example",
    "https://school.example/",
    "https://school.example/courses/7?tab=a%20b&x=1#chapter-2",
    "https://SCHOOL.example/Kurs/%C3%BC",
    "https://school.example:443/",
    "http://localhost:4173/course.html",
    "http://127.0.0.1:4173/",
  ])("accepts %s", (text) => {
    expect(parseReturnUrl(text, ALLOWED)?.href).toBe(new URL(text).href);
  });

  it.each([
    ["another origin", "https://evil.example/"],
    ["a suffix", "https://school.example.evil.example/"],
    ["a prefix", "https://evilschool.example/"],
    ["a subdomain", "https://www.school.example/"],
    ["another port", "https://school.example:8443/"],
    ["plain http off this machine, though listed", "http://school.example/"],
    ["protocol-relative", "//evil.example/"],
    ["a path", "/courses/7"],
    ["a relative path", "course.html"],
    ["nothing", ""],
    ["a backslash for a slash", "https:\\\\school.example/"],
    ["a backslash before the host", "https://school.example\\@evil.example/"],
    ["a backslash in the path", "https://school.example/\\evil.example"],
    ["a slash too few", "https:school.example/"],
    ["a slash too many", "https:///school.example/"],
    ["a user name", "https://school.example@evil.example/"],
    ["user info on the right host", "https://user:secret@school.example/"],
    ["an empty user name", "https://:@evil.example/"],
    ["javascript", "javascript:alert(1)//https://school.example/"],
    ["JavaScript in mixed case", "JavaScript:alert(1)"],
    ["data", "data:text/html,<script>alert(1)</script>"],
    ["a blob of the right origin", "blob:https://school.example/7"],
    ["file", "file:///etc/passwd"],
    ["a space before it", " https://school.example/"],
    ["a tab within", "https://school\t.example/"],
    ["a line break within", "https://school.example/\n"],
    ["NUL", "https://school.example/\u0000"],
    ["a C1 control", "https://school.example/\u0085"],
    ["a line separator", "https://school.example/\u2028"],
    ["DEL", "https://school.example/\u007f"],
    ["an origin of null", "null"],
    ["a bad port", "https://school.example:99999/"],
  ])("refuses %s", (_, text) => {
    expect(parseReturnUrl(text, ALLOWED)).toBeNull();
  });

  it("refuses everything when no origin is allowed", () => {
    expect(parseReturnUrl("https://school.example/", [])).toBeNull();
  });
});

describe("withParameter", () => {
  it.each([
    ["https://school.example/", "https://school.example/?courselet_checkout=id"],
    ["https://school.example/c?a=1&a=2", "https://school.example/c?a=1&a=2&courselet_checkout=id"],
    ["https://school.example/c?q=a%20b+c&flag", "https://school.example/c?q=a%20b+c&flag&courselet_checkout=id"],
    ["https://school.example/c?a=1#part", "https://school.example/c?a=1&courselet_checkout=id#part"],
    ["https://school.example/c?courselet_checkout=old", "https://school.example/c?courselet_checkout=id"],
  ])("%s becomes %s", (from, to) => {
    expect(withParameter(new URL(from), "courselet_checkout", "id")).toBe(to);
  });
});
