import { expect, it } from "vitest";

import { isWhatItSays } from "./file-signature.js";
import { ACCEPTED_EXTENSIONS } from "./file-types.js";

const STARTS: Record<string, Buffer> = {
  avif: Buffer.from("\0\0\0\u0020ftypavif\0\0\0\0avifmif1miafMA1A"),
  csv: Buffer.from("a,b\r\n1,2\r\n"),
  gif: Buffer.from("GIF89a"),
  jpg: Buffer.from("ffd8ffe000104a464946", "hex"),
  json: Buffer.from("{}"),
  mp3: Buffer.from("ID3\u0004"),
  mp4: Buffer.from("\0\0\0\u0018ftypisom\0\0\0\0isomisom"),
  ogg: Buffer.from("OggS\0"),
  pdf: Buffer.from("%PDF-1.7"),
  png: Buffer.from("89504e470d0a1a0a", "hex"),
  svg: Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg">'),
  vtt: Buffer.from("WEBVTT\n"),
  wav: Buffer.from("RIFF\0\0\0\0WAVEfmt "),
  webm: Buffer.from("1a45dfa3a342", "hex"),
  webp: Buffer.from("RIFF\0\0\0\0WEBPVP8 "),
  zip: Buffer.from("PK\u0003\u0004"),
};
/** Others that begin in the same way. */
const LIKE: Record<string, string> = {
  docx: "zip",
  epub: "zip",
  m4a: "mp4",
  m4v: "mp4",
  md: "csv",
  mov: "mp4",
  odt: "zip",
  pptx: "zip",
  txt: "csv",
  xlsx: "zip",
};
const startOf = (extension: string) => STARTS[LIKE[extension] ?? extension] ?? Buffer.alloc(0);

it.each(ACCEPTED_EXTENSIONS)("knows the beginning of .%s, and that of nothing else for it", (extension) => {
  expect(isWhatItSays(extension, startOf(extension))).toBe(true);
  expect(isWhatItSays(extension, Buffer.from("\u007fELF\0\0\0\0\0\0\0\0\0\0\0\0"))).toBe(false);
  // To a file of text, markup and nothing at all are text too.
  const isText = ["csv", "json", "md", "txt"].includes(extension);
  expect(isWhatItSays(extension, Buffer.from("<!doctype html><script>alert(1)</script>"))).toBe(isText);
  expect(isWhatItSays(extension, Buffer.alloc(0))).toBe(isText);
});

it("does not take a video for another kind of video", () => {
  expect(isWhatItSays("mp4", startOf("webm"))).toBe(false);
  expect(isWhatItSays("webm", startOf("mp4"))).toBe(false);
});
