// Draws the videos of the demo's chapters, 8 to 13 seconds each: the course's scene, moving, with the chapter's number and
// title, and a quiet chord. A developer's tool: the videos are committed, and `npm start` only plays them.
//
//   node demo/content/make-videos.mjs [--only <part of a file name>] [--stylesheet <css file with @font-face rules>]...
//
// It needs ffmpeg, and Chrome or Chromium (CHROME_PATH, or /usr/bin/chromium). Titles are drawn in the first of FONTS that the
// machine or a stylesheet has; the committed videos were made with the stylesheets (weight 600) of the npm packages
// @fontsource/bricolage-grotesque, @fontsource/zen-kaku-gothic-new (weight 700) and @fontsource/noto-kufi-arabic.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";
import { parse } from "yaml";

import { scenes } from "./scenes.mjs";
import { chordAsWav } from "./sound.mjs";

const FONTS = '"Bricolage Grotesque", "Zen Kaku Gothic New", "Noto Kufi Arabic", "Noto Sans JP", system-ui, sans-serif';
const FRAMES_PER_SECOND = 20;
const MAX_BYTES = 250_000;

const { values: options } = parseArgs({
  options: { only: { type: "string", default: "" }, stylesheet: { type: "string", multiple: true, default: [] } },
});
const folder = import.meta.dirname;
const { courses } = parse(await readFile(join(folder, "courses.yaml"), "utf8"));
const scratch = await mkdtemp(join(tmpdir(), "courselet-videos-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await openStage();
  for (const [courseIndex, course] of courses.entries()) {
    for (const [index, chapter] of course.chapters.entries()) {
      if (!chapter.video.includes(options.only)) continue;
      const seconds = 8 + ((index * 3 + courseIndex) % 6);
      await film({ page, scene: scenes[course.key], chapter, index, seconds });
    }
  }
} finally {
  await browser.close();
  await rm(scratch, { recursive: true });
}

/** A page with one canvas and the fonts, and `drawFrame` in it. */
async function openStage() {
  const page = await browser.newPage();
  const links = options.stylesheet.map((path) => `<link rel="stylesheet" href="${pathToFileURL(resolve(path)).href}">`);
  const stage = join(scratch, "stage.html");
  await writeFile(stage, `<!doctype html>${links.join("")}<canvas width="640" height="360"></canvas>`);
  await page.goto(pathToFileURL(stage).href);
  await page.evaluate(defineDrawFrame);
  return page;
}

/** Runs in the page. */
function defineDrawFrame() {
  const context = document.querySelector("canvas").getContext("2d");

  const paint = (shape) => {
    const { d, fill, stroke, strokeWidth = 1, opacity = 1, dash = [], join: lineJoin = "round" } = shape;
    const path = new Path2D(d);
    Object.assign(context, {
      fillStyle: fill,
      strokeStyle: stroke,
      lineWidth: strokeWidth,
      lineCap: "round",
      lineJoin,
    });
    context.globalAlpha = opacity;
    context.setLineDash(dash);
    for (const method of ["fill", "stroke"]) if (shape[method]) context[method](path);
    context.globalAlpha = 1;
  };

  const wrap = (text, width) => {
    const words = text.match(
      /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]|[^\s\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+\s*|\s+/gu,
    );
    const lines = [""];
    for (const word of words) {
      if (context.measureText((lines.at(-1) + word).trimEnd()).width > width) lines.push("");
      lines[lines.length - 1] += word;
    }
    return lines.map((line) => line.trim());
  };

  globalThis.drawFrame = async ({ shapes, plate, ink, fonts, number, title, shown, time }) => {
    context.setTransform(0.5, 0, 0, 0.5, 0, 0);
    for (const shape of shapes) paint(shape);

    const isRightToLeft = /\p{Script=Arabic}/u.test(title);
    const font = `600 50px ${fonts}`;
    await document.fonts.load(font, title);
    Object.assign(context, {
      font,
      direction: isRightToLeft ? "rtl" : "ltr",
      textAlign: "start",
      textBaseline: "alphabetic",
    });
    const lines = wrap(title, 900);
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 150;
    const height = 56 + lines.length * 62;
    const left = isRightToLeft ? 1280 - width * shown : (shown - 1) * width;
    context.fillStyle = plate;
    context.fillRect(left, 704 - height, width, height);
    const edge = isRightToLeft ? left + width - 48 : left + 48;
    const step = isRightToLeft ? -1 : 1;
    context.fillStyle = ink;
    for (const [index, line] of lines.entries())
      context.fillText(line, edge + step * 62, 704 - height + 70 + index * 62);
    Object.assign(context, { globalAlpha: 0.6, font: `600 30px ${fonts}` });
    context.fillText(number, edge, 704 - height + 68);

    // How far the video is, so that one sees it play.
    context.globalAlpha = 1;
    context.fillStyle = plate;
    context.fillRect(0, 704, 1280, 16);
    context.fillStyle = ink;
    const done = 1280 * time;
    context.fillRect(isRightToLeft ? 1280 - done : 0, 708, done, 12);
    return document.querySelector("canvas").toDataURL("image/png").split(",")[1];
  };
}

async function film({ page, scene, chapter, index, seconds }) {
  const sound = join(scratch, "sound.wav");
  await writeFile(sound, chordAsWav({ notes: scene.notes, seconds, pattern: index }));
  const output = join(folder, chapter.video);
  const encoder = spawn(
    "ffmpeg",
    [
      ["-y", "-loglevel", "error"],
      ["-f", "image2pipe", "-framerate", String(FRAMES_PER_SECOND), "-c:v", "png", "-i", "-"],
      ["-i", sound],
      [
        "-c:v",
        "libx264",
        "-profile:v",
        "main",
        "-level",
        "3.0",
        "-pix_fmt",
        "yuv420p",
        "-preset",
        "veryslow",
        "-crf",
        "33",
      ],
      [
        "-tune",
        "animation",
        "-g",
        "80",
        "-color_range",
        "tv",
        "-colorspace",
        "bt709",
        "-vf",
        "scale=out_color_matrix=bt709",
      ],
      ["-c:a", "aac", "-b:a", "24k", "-ac", "1", "-shortest", "-movflags", "+faststart", "-map_metadata", "-1", output],
    ].flat(),
    { stdio: ["pipe", "inherit", "inherit"] },
  );
  const ended = once(encoder, "exit");
  const frames = seconds * FRAMES_PER_SECOND;
  for (let frame = 0; frame < frames; frame++) {
    const time = frame / (frames - 1);
    const shown = Math.min(1, (frame / FRAMES_PER_SECOND) * 2);
    const image = await page.evaluate((settings) => globalThis.drawFrame(settings), {
      shapes: scene.draw({ time, chapter: index }),
      plate: scene.plate,
      ink: scene.ink,
      fonts: FONTS,
      number: String(index + 1),
      title: chapter.title,
      shown: 1 - (1 - shown) ** 3,
      time,
    });
    if (!encoder.stdin.write(Buffer.from(image, "base64"))) await once(encoder.stdin, "drain");
  }
  encoder.stdin.end();
  const [status] = await ended;
  const { size } = await stat(output);
  if (status !== 0 || size > MAX_BYTES) throw new Error(`${chapter.video}: ffmpeg ended with ${status}, ${size} bytes`);
  console.log(`${chapter.video} ${seconds} s, ${size} bytes`);
}
