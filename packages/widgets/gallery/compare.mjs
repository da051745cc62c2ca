import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/**
 * Pictures are compared by the mean colours of cells of 8 × 8 pixels, of which two may differ by more than `threshold`
 * (pixelmatch: 0 to 1, in YIQ). Two versions of Chromium draw the edges of letters differently, which are up to 0.7 % of a
 * picture's pixels but no cell at all; an icon that is gone or has another colour is four cells or more.
 */
export const TOLERANCE = { size: 8, threshold: 0.1, cells: 2 };

/** Mean colours of the cells of a picture, as a smaller picture; what is left over at two edges is left out. */
function cellsOf({ data, width, height }) {
  const { size } = TOLERANCE;
  const cells = new PNG({ width: Math.floor(width / size), height: Math.floor(height / size) });
  const sums = new Float64Array(cells.data.length);
  for (let y = 0; y < cells.height * size; y++) {
    for (let x = 0; x < cells.width * size; x++) {
      const cell = (Math.floor(y / size) * cells.width + Math.floor(x / size)) * 4;
      for (let channel = 0; channel < 4; channel++) sums[cell + channel] += data[(y * width + x) * 4 + channel];
    }
  }
  sums.forEach((sum, index) => (cells.data[index] = Math.round(sum / size ** 2)));
  return cells;
}

/**
 * Compares two pictures.
 *
 * @returns {{ cells: number, difference: Buffer | null, what: string }} How many cells differ, and a picture of where, an
 * eighth as large.
 */
export function compare(expected, actual) {
  const [one, other] = [PNG.sync.read(expected), PNG.sync.read(actual)];
  if (one.width !== other.width || one.height !== other.height) {
    const what = `is ${other.width} × ${other.height} pixels, not ${one.width} × ${one.height}`;
    return { cells: Infinity, difference: null, what };
  }
  const [before, after] = [cellsOf(one), cellsOf(other)];
  const { width, height } = before;
  const difference = new PNG({ width, height });
  const cells = pixelmatch(before.data, after.data, difference.data, width, height, {
    threshold: TOLERANCE.threshold,
    includeAA: true,
  });
  return { cells, difference: PNG.sync.write(difference), what: `differs in ${cells} of ${width * height} places` };
}
