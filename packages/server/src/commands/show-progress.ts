/** How far a long command is; `step` is one of several that follow each other. */
export interface Progress<Step extends string> {
  step: Step;
  done: number;
  total: number;
}

/**
 * Tells how far it is, on stderr: on a terminal one line that moves, elsewhere a line each time a step is done. `verbs` says
 * what a step does, such as "Stored".
 */
export function showProgress<Step extends string>(verbs: Record<Step, string>): (progress: Progress<Step>) => void {
  const { isTTY } = process.stderr;
  let shownAt = 0;
  return ({ step, done, total }) => {
    const isLast = done === total;
    if (total === 0 || (!isLast && (!isTTY || performance.now() - shownAt < 100))) return;
    shownAt = performance.now();
    process.stderr.write(
      `${isTTY ? "\r\u001B[K" : ""}${verbs[step]} ${done} of ${total}${isTTY && !isLast ? "" : "\n"}`,
    );
  };
}
