/** Milliseconds of a task in which cards are drawn; what they hold is drawn after them in the same task. */
const SLICE = 6;

let until = 0;
let next: Promise<void> | undefined;

/**
 * Undefined while there is time to draw one more; else what to wait for before asking again. A page with a hundred cards thus
 * answers its visitor in between.
 */
export function nextTurn(): Promise<void> | undefined {
  if (performance.now() < until) return undefined;
  return (next ??= new Promise((resolve) =>
    setTimeout(() => {
      until = performance.now() + SLICE;
      next = undefined;
      resolve();
    }),
  ));
}
