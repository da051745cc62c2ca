// The demo's art: for each course, by its key, its colours and what it looks like at a moment. A scene is a pure function of
// `time` (0 to 1, from the beginning of a video to its end) and `chapter` (from 0), and returns shapes from back to front.
import { blob, circle, corners, ease, ellipse, line, mix, pill, polygon, rectangle } from "./shapes.mjs";

const ground = (fill) => ({ d: rectangle(0, 0, 1280, 720), fill });
const TURN = 2 * Math.PI;

/** A patch of sun moves over a wall, and the shadow of a ball with it. */
function lightAndShadow({ time, chapter }) {
  const sun = mix(-0.25, 1, (time + (chapter % 4) * 0.13) % 1.2);
  const lean = mix(150, 330, sun);
  const left = mix(150, 420, sun);
  const pane = (column, row) => {
    const [width, height, gap] = [172, 196, 22];
    const x = left + column * (width + gap) + lean * (1 - (row * (height + gap)) / 436);
    const y = 74 + row * (height + gap) + column * 16;
    const slant = (lean * height) / 436;
    return polygon([
      [x, y],
      [x + width, y + 14],
      [x + width - slant, y + height + 14],
      [x - slant, y + height],
    ]);
  };
  const ball = [1000, 548];
  const shade = mix(250, 520, sun);
  return [
    ground("#3a1f3d"),
    {
      d: polygon([
        [0, 0],
        [1280, 0],
        [1280, 560],
        [0, 480],
      ]),
      fill: "#8f3b46",
    },
    {
      d: polygon([
        [560, 0],
        [1280, 0],
        [1280, 560],
        [960, 538],
      ]),
      fill: "#a8494b",
    },
    { d: [pane(0, 0), pane(1, 0), pane(0, 1), pane(1, 1)].join(""), fill: "#ffb35c" },
    { d: [pane(0, 0), pane(1, 0)].join(""), fill: "#ffd08a", opacity: 0.75 },
    {
      d: polygon([
        [ball[0] - 40, 622],
        [ball[0] + 60, 606],
        [ball[0] + shade + 120, 720],
        [ball[0] + shade - 190, 720],
      ]),
      fill: "#22122b",
    },
    { d: circle(ball[0], ball[1], 118), fill: "#f4e3cf" },
    {
      d: `M${ball[0] + 59} ${ball[1] - 102.2}a118 118 0 1 1 -161.2 161.2a172 172 0 0 0 161.2 -161.2z`,
      fill: "#c98f7a",
    },
  ];
}

/** Contour lines of an island that breathes, and a way over it. */
function mapsThatTellTheTruth({ time, chapter }) {
  const drift = time * TURN * 0.35 + chapter * 0.9;
  const centre = [760, 350];
  const contour = (radius, swing) =>
    blob(
      Array.from({ length: 18 }, (_, index) => {
        const angle = (index / 18) * TURN;
        const bend =
          1 + swing * (0.2 * Math.sin(3 * angle + drift) + 0.11 * Math.sin(5 * angle - drift * 0.7 + chapter));
        return [centre[0] + radius * 1.4 * bend * Math.cos(angle), centre[1] + radius * bend * Math.sin(angle)];
      }),
    );
  const grid = [
    ...Array.from({ length: 11 }, (_, index) =>
      line([
        [index * 128, 0],
        [index * 128, 720],
      ]),
    ),
    ...Array.from({ length: 6 }, (_, index) =>
      line([
        [0, 40 + index * 128],
        [1280, 40 + index * 128],
      ]),
    ),
  ].join("");
  const way = Array.from({ length: 25 }, (_, index) => {
    const share = index / 24;
    return [mix(150, 800, share), mix(610, 318, share) + 70 * Math.sin(share * 5 + drift * 0.2)];
  });
  const walked = Math.max(2, Math.round(ease(time, 0, 0.85) * 25));
  const [x, y] = way[walked - 1];
  return [
    ground("#0f3d4c"),
    { d: grid, stroke: "#2a5f6c", strokeWidth: 2 },
    { d: contour(352, 1), fill: "#1d6f73" },
    { d: contour(282, 1), fill: "#3a9a82" },
    { d: contour(214, 1.05), fill: "#86c28b" },
    { d: contour(146, 1.1), fill: "#d3dd9a" },
    { d: contour(78, 1.15), fill: "#f8efcf" },
    { d: line(way), stroke: "#0f3d4c", strokeWidth: 5, dash: [4, 18], opacity: 0.55 },
    { d: line(way.slice(0, walked)), stroke: "#ff6448", strokeWidth: 9 },
    { d: circle(...way[0], 17), fill: "#f8efcf" },
    { d: circle(x, y, 32), fill: "#ff6448" },
    { d: circle(x, y, 12), fill: "#f8efcf" },
  ];
}

/** A record behind, what is on it in front. */
function listeningLikeAProducer({ time, chapter }) {
  const beat = time * TURN * 4;
  const bars = Array.from({ length: 19 }, (_, index) => {
    const wave = Math.sin(index * 0.72 + beat) * Math.sin(index * 0.31 + chapter * 1.3 + beat * 0.5);
    const hill = Math.exp(-(((index - 9) / 6.2) ** 2));
    const height = 64 + (150 + 270 * hill) * (0.42 + 0.58 * Math.abs(wave)) * (0.55 + 0.45 * hill);
    return { height, d: pill(71 + index * 61, 372 - height / 2, 38, height) };
  });
  const only = (from, to) =>
    bars
      .slice(from, to)
      .map(({ d }) => d)
      .join("");
  const swing = 8 * Math.sin(beat / 2);
  return [
    ground("#241a4d"),
    { d: circle(640, 372, 330 + swing), fill: "#33256b" },
    { d: circle(640, 372, 238 - swing / 2), fill: "#45318c" },
    { d: circle(640, 372, 146 + swing / 2), fill: "#5d43b3" },
    { d: only(0, 6), fill: "#7bd8e0" },
    { d: only(6, 9), fill: "#f7c9e0" },
    { d: only(9, 10), fill: "#fff3d6" },
    { d: only(10, 13), fill: "#ff9f8e" },
    { d: only(13, 19), fill: "#f2608f" },
  ];
}

/** A loaf on a striped cloth rises, and steams when it is done. */
function breadOnAWeekday({ time, chapter }) {
  const rise = ease(time, 0, 0.7);
  const [cx, base] = [640, 600];
  const width = mix(330, 390, rise);
  const height = mix(255, 345, rise);
  const loaf = `M${cx - width} ${base - 34}C${cx - width - 24} ${base - height * 0.75} ${cx - width * 0.55} ${base - height} ${cx} ${base - height}C${cx + width * 0.55} ${base - height} ${cx + width + 24} ${base - height * 0.75} ${cx + width} ${base - 34}Q${cx + width - 2} ${base} ${cx + width - 44} ${base}L${cx - width + 44} ${base}Q${cx - width + 2} ${base} ${cx - width} ${base - 34}z`;
  const scores = [-1, 0, 1].map((side) => {
    const x = cx + side * width * 0.44;
    const y = base - height * (side === 0 ? 0.58 : 0.46);
    const open = mix(9, 30, rise);
    return `M${x - 66} ${y + 62}C${x - 44 - open} ${y + 4} ${x + 4 - open} ${y - 44} ${x + 66} ${y - 66}C${x + 34 + open} ${y - 6} ${x + 6 + open} ${y + 36} ${x - 66} ${y + 62}z`;
  });
  const steam = [-1, 0, 1].map((side) => {
    const x = cx + side * 130;
    const sway = 22 * Math.sin(time * TURN * 1.5 + side + chapter);
    const top = base - height - 40;
    return `M${x} ${top}C${x + sway + 34} ${top - 42} ${x - sway - 34} ${top - 74} ${x + sway * 0.4} ${top - 124}`;
  });
  const stripes = Array.from({ length: 7 }, (_, index) => {
    const x = -60 + index * 214 + (chapter % 3) * 30;
    return polygon([
      [x + 46, 560],
      [x + 92, 560],
      [x + 44, 720],
      [x - 12, 720],
    ]);
  });
  return [
    ground("#f3d9a4"),
    { d: circle(1010, 210, 128), fill: "#f7b955" },
    {
      d: polygon([
        [0, 560],
        [1280, 560],
        [1280, 720],
        [0, 720],
      ]),
      fill: "#f6ecdb",
    },
    { d: stripes.join(""), fill: "#3f6c8f" },
    { d: ellipse(cx, base + 6, width + 42, 34), fill: "#25425c", opacity: 0.4 },
    { d: loaf, fill: "#b4622d" },
    {
      d: `M${cx - width * 0.9} ${base - height * 0.42}C${cx - width * 0.66} ${base - height * 0.9} ${cx - width * 0.3} ${base - height * 0.955} ${cx} ${base - height * 0.955}C${cx + width * 0.3} ${base - height * 0.955} ${cx + width * 0.66} ${base - height * 0.9} ${cx + width * 0.9} ${base - height * 0.42}C${cx + width * 0.5} ${base - height * 0.72} ${cx - width * 0.5} ${base - height * 0.72} ${cx - width * 0.9} ${base - height * 0.42}z`,
      fill: "#cf8140",
    },
    { d: scores.join(""), fill: "#fbe6bd" },
    { d: steam.join(""), stroke: "#fffaf0", strokeWidth: 13, opacity: ease(time, 0.35, 0.8) * 0.95 },
  ];
}

/** Columns of a page, from right to left, and one vermilion seal. */
function lettersAndWhiteSpace({ time, chapter }) {
  const lengths = [0.94, 0.86, 0.94, 0.52, 0.94, 0.78, 0.94, 0.66, 0.9, 0.34];
  const set = ease(time, 0, 0.8) * lengths.length;
  const columns = lengths.map((length, index) => {
    const share = Math.min(1, Math.max(0, set - index));
    const wide = index === (chapter * 3) % 8;
    return { x: 1088 - index * 82, height: 500 * length * share, width: wide ? 46 : 30 };
  });
  const characters = columns.map(({ x, height, width }) => {
    const size = 34;
    const count = Math.floor(height / (size + 8));
    return Array.from({ length: count }, (_, row) =>
      rectangle(x - width / 2, 110 + row * (size + 8), width, (row + x) % 5 === 0 ? size * 0.45 : size),
    ).join("");
  });
  const rules = columns.map(({ x }) =>
    line([
      [x + 41, 84],
      [x + 41, 636],
    ]),
  );
  const seal = mix(96, 104, ease(Math.sin(time * TURN), -1, 1));
  return [
    ground("#efe7d8"),
    { d: rectangle(0, 0, 268, 720), fill: "#e2d6c0" },
    { d: rules.join(""), stroke: "#d3c6ae", strokeWidth: 2 },
    { d: characters.filter((_, index) => index % 4 !== 2).join(""), fill: "#23283a" },
    { d: characters.filter((_, index) => index % 4 === 2).join(""), fill: "#7d8597" },
    { d: circle(186, 520, seal), fill: "#d9412b" },
    { d: rectangle(150, 484, 72, 16) + rectangle(178, 484, 16, 74) + rectangle(150, 542, 72, 16), fill: "#f7efe2" },
  ];
}

/** Two squares, an eighth of a turn apart. */
const star = (x, y, radius, angle) =>
  polygon(corners(4, x, y, radius, angle)) + polygon(corners(4, x, y, radius, angle + Math.PI / 4));

/** Eight-pointed stars on a grid, and frames between them. */
function geometryOfKufic({ time, chapter }) {
  // One star turns after the other.
  const turns = (index) => ease(time * 17 - ((index * (chapter + 1) * 2) % 15), 0, 2) * (Math.PI / 4);
  const span = 380;
  const places = [-1, 0, 1].flatMap((row) =>
    [-2, -1, 0, 1, 2].map((column) => [640 + column * span, 360 + row * span]),
  );
  const between = [-1, 0].flatMap((row) =>
    [-2, -1, 0, 1].map((column) => [640 + (column + 0.5) * span, 360 + (row + 0.5) * span]),
  );
  const frames = (radius) => between.map(([x, y]) => polygon(corners(4, x, y, radius, Math.PI / 4))).join("");
  const stars = (radius, direction) =>
    places.map(([x, y], index) => star(x, y, radius, direction * turns(index))).join("");
  return [
    ground("#12235a"),
    { d: frames(172), fill: "#1b3478" },
    { d: frames(112), fill: "#38b3a6" },
    { d: frames(82), fill: "#12235a" },
    { d: between.map(([x, y]) => star(x, y, 40, 0)).join(""), fill: "#38b3a6" },
    { d: stars(182, 1), fill: "#e9ae45" },
    { d: stars(131, -1), fill: "#12235a" },
    { d: stars(88, 1), fill: "#f6ead0" },
    { d: places.map(([x, y], index) => polygon(corners(4, x, y, 40, -turns(index)))).join(""), fill: "#d8553b" },
  ];
}

/**
 * `plate` and `ink` are the colours of the title in a video; `notes` its chord, in hertz; `cover` the moment on the cover.
 */
export const scenes = {
  "light-and-shadow": {
    draw: lightAndShadow,
    plate: "#22122b",
    ink: "#fff4e4",
    notes: [146.83, 220, 277.18, 329.63],
    cover: 0.62,
  },
  "maps-that-tell-the-truth": {
    draw: mapsThatTellTheTruth,
    plate: "#082731",
    ink: "#f8efcf",
    notes: [130.81, 196, 246.94, 293.66],
    cover: 0.95,
  },
  "listening-like-a-producer": {
    draw: listeningLikeAProducer,
    plate: "#150e33",
    ink: "#fff3d6",
    notes: [110, 164.81, 207.65, 246.94],
    cover: 0.18,
  },
  "bread-on-a-weekday": {
    draw: breadOnAWeekday,
    plate: "#4a2410",
    ink: "#fff4de",
    notes: [174.61, 220, 261.63, 329.63],
    cover: 1,
  },
  "letters-and-white-space": {
    draw: lettersAndWhiteSpace,
    plate: "#23283a",
    ink: "#f7efe2",
    notes: [146.83, 196, 220, 293.66],
    cover: 1,
  },
  "geometry-of-kufic": {
    draw: geometryOfKufic,
    plate: "#0a1638",
    ink: "#f6ead0",
    notes: [123.47, 185, 233.08, 277.18],
    cover: 0,
  },
};
