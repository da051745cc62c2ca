// Shapes as SVG path data: covers write them into a file, videos draw them with Path2D. All on a ground of 1280 × 720.

const round = (number) => Math.round(number * 10) / 10;

export const rectangle = (x, y, width, height) =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

export const polygon = (points) => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}z`;

export const line = (points) => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}`;

export function circle(x, y, radius) {
  const r = round(radius);
  return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

export function ellipse(x, y, radiusX, radiusY) {
  const [rx, ry] = [round(radiusX), round(radiusY)];
  return `M${round(x - radiusX)} ${round(y)}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

/** A bar with round ends, upright. */
export function pill(x, y, width, height) {
  const r = round(width / 2);
  const straight = round(Math.max(0, height - width));
  return `M${round(x)} ${round(y + r)}a${r} ${r} 0 0 1 ${2 * r} 0v${straight}a${r} ${r} 0 0 1 ${-2 * r} 0z`;
}

/** A closed curve through points (Catmull–Rom as cubic Béziers). */
export function blob(points) {
  const at = (index) => points[(index + points.length) % points.length];
  const curves = points.map((point, index) => {
    const [before, next, after] = [at(index - 1), at(index + 1), at(index + 2)];
    const one = [point[0] + (next[0] - before[0]) / 6, point[1] + (next[1] - before[1]) / 6];
    const two = [next[0] - (after[0] - point[0]) / 6, next[1] - (after[1] - point[1]) / 6];
    return `C${[...one, ...two, ...next].map(round).join(" ")}`;
  });
  return `M${points[0].map(round).join(" ")}${curves.join("")}z`;
}

/** The corners of a regular polygon. */
export function corners(count, x, y, radius, turn = 0) {
  return Array.from({ length: count }, (_, index) => {
    const angle = turn + (index / count) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

export const mix = (from, to, share) => from + (to - from) * share;

/** 0 before `start`, 1 after `end`, easing between. */
export function ease(value, start, end) {
  const share = Math.min(1, Math.max(0, (value - start) / (end - start)));
  return share * share * (3 - 2 * share);
}
