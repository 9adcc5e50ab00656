import { userInfo } from 'node:os';
import { reportSkip, Skip } from '../skip.ts';
import type { Verdict } from './targets.ts';

/** Runs a bench, or says loudly why it cannot be run on this machine. */
export async function runBench(bench: () => Promise<void>): Promise<void> {
  try {
    if (process.platform !== 'linux') throw new Skip('Control groups are a thing of Linux');
    if (userInfo().uid !== 0) throw new Skip('Only root can make control groups and mount disks');
    await bench();
  } catch (error) {
    reportSkip(error);
  }
}

/** Prints a report and what came of the promises; a broken one is a failure. */
export function tell(report: string, verdicts: readonly Verdict[]): void {
  console.log(`\n${report}\n`);
  for (const { promise, measured, kept } of verdicts) {
    console.log(`${kept ? 'kept  ' : 'BROKEN'} ${promise} (${measured})`);
  }
  if (verdicts.some(({ kept }) => !kept)) process.exitCode = 1;
}
