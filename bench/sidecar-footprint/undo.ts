const steps = new Set<() => void>();

process.on('exit', () => {
  for (const step of [...steps].reverse()) attempt(step);
});
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.on(signal, () => process.exit(128 + number));
}

/**
 * Registers something to undo when the bench exits, for whatever reason; the newest goes first.
 *
 * @returns a function that undoes it now
 */
export function undoAtExit(step: () => void): () => void {
  steps.add(step);
  return () => {
    if (steps.delete(step)) step();
  };
}

function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    console.error(`Could not clean up: ${(error as Error).message}`);
  }
}
