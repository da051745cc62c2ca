import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/**
 * How different two pixels may be (pixelmatch: 0 to 1, in YIQ), and which share of them more than that. Measured between two
 * builds of Chromium on one machine and between runs: see the README beside this.
 */
export const TOLERANCE = { threshold: 0.15, share: 0.002 };

/**
 * Compares two pictures.
 *
 * @returns {{ share: number, difference: Buffer | null, what: string }} The share of pixels that differ, 0 to 1, and a picture
 * of where.
 */
export function compare(expected, actual) {
  const [one, other] = [PNG.sync.read(expected), PNG.sync.read(actual)];
  const { width, height } = one;
  if (width !== other.width || height !== other.height) {
    const what = `is ${other.width} × ${other.height} pixels, not ${width} × ${height}`;
    return { share: 1, difference: null, what };
  }
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(one.data, other.data, difference.data, width, height, { threshold: TOLERANCE.threshold });
  const share = pixels / (width * height);
  return {
    share,
    difference: PNG.sync.write(difference),
    what: `differs in ${(share * 100).toFixed(3)} % of its pixels`,
  };
}
