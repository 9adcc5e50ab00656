/** The bench cannot be run on this machine, and why. */
export class Skip extends Error {}

/** Says loudly why nothing was measured; any other error is a failure. */
export function reportSkip(error: unknown): void {
  if (!(error instanceof Skip)) throw error;
  console.error(`\n*** SKIPPED, nothing was measured ***\n${error.message}\n`);
  if (process.env.REQUIRE_REAL === '1') process.exitCode = 1;
}
