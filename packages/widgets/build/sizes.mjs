/** What a page may download, in bytes of Brotli. */
const BUDGETS = { autoloader: 3_000, card: 15_000, element: 2_500, player: 5_000 };

/**
 * Prints what each thing adds to a page and what it may. Returns whether all keep to their budgets. What is loaded by
 * `import()` (watch-chapter with the controls, mux-playback) is not counted: it comes when somebody plays a video.
 */
export function printSizes({ files, elements }) {
  const weigh = (names) => [...names].reduce((sum, name) => sum + files[name].brotli, 0);
  const rows = [["autoloader", weigh(["courselet.js"]), BUDGETS.autoloader]];

  const card = new Set(["courselet.js", ...(elements["course-card"] ?? [])]);
  rows.push(["page with course-card, in all", weigh(card), BUDGETS.card]);
  for (const [tag, names] of Object.entries(elements)) {
    const further = names.filter((name) => !card.has(name));
    const budget = tag === "chapter-player" ? BUDGETS.player : BUDGETS.element;
    if (tag !== "course-card") rows.push([`<${tag}> more than that`, weigh(further), budget]);
  }

  for (const [what, bytes, budget] of rows) {
    const verdict = bytes <= budget ? "" : `  OVER by ${bytes - budget}`;
    console.log(`${what.padEnd(34)}${String(bytes).padStart(7)} of ${String(budget).padStart(6)} bytes${verdict}`);
  }
  const lazy = Object.keys(files).filter(
    (name) => !name.startsWith("courselet") && !Object.values(elements).flat().includes(name),
  );
  for (const name of lazy)
    console.log(`${name.padEnd(34)}${String(files[name].brotli).padStart(7)} bytes, loaded when it is asked for`);
  return rows.every(([, bytes, budget]) => bytes <= budget);
}
