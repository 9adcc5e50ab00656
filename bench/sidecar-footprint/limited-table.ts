import { markdownTable } from './markdown-table.ts';
import type { LimitedResult } from './measure-limited.ts';

const ROWS: readonly (readonly [string, (result: LimitedResult) => string])[] = [
  ['alive at the end', ({ alive }) => (alive ? 'yes' : '**no**')],
  ['OOM kills', ({ memory }) => String(memory.oomKills)],
  ['start to first mapping, ms', ({ firstMappingMs }) => whole(firstMappingMs)],
  ['missed renewals', ({ punctuality }) => String(punctuality.missed)],
  ['renewals, of due', ({ punctuality }) => `${punctuality.renewals} of ${punctuality.due}`],
  ['longest wait for one, s', ({ punctuality }) => (punctuality.longestMs / 1000).toFixed(2)],
  ['probes answered', ({ probes }) => (probes ? ofAll(probes) : '')],
  ['CPU, ms in all', ({ cpuMs }) => whole(cpuMs)],
  ['working set, MiB', ({ memory }) => memory.workingSet.toFixed(1)],
  ['peak, MiB', ({ memory }) => memory.peak.toFixed(1)],
  ['anonymous, MiB', ({ memory }) => memory.anonymous.toFixed(1)],
  ['major faults', ({ memory }) => whole(memory.majorFaults)],
  ['SIGTERM to exit, ms', ({ stopMs }) => whole(stopMs)],
];

/** One run of each candidate under the same limits. */
export function limitedTable(title: string, results: ReadonlyMap<string, LimitedResult>): string {
  const rows = ROWS.map(([name, show]) => [name, ...[...results.values()].map(show)]);
  return markdownTable([title, ...results.keys()], rows);
}

function ofAll({ answered, failed }: { answered: number; failed: number }): string {
  return `${answered} of ${answered + failed}`;
}

function whole(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(0);
}
