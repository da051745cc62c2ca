const said = new Set<string>();

/** Tells the page's author, in the console, once. */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`courselet: ${message}`);
}
