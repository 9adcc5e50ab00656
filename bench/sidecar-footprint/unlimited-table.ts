import { markdownTable } from './markdown-table.ts';
import type { UnlimitedResult } from './measure-unlimited.ts';
import { type Spread, spread } from './spread.ts';

type Pick = (result: UnlimitedResult) => number | undefined;

const ROWS: readonly (readonly [string, Pick])[] = [
  ['start to first mapping, ms', ({ firstMappingMs }) => firstMappingMs],
  ['CPU per cycle, ms', ({ cycleCpuMs }) => cycleCpuMs],
  ['CPU per readiness probe, ms', ({ probeCpuMs }) => probeCpuMs],
  ['working set, MiB', ({ memory }) => memory.workingSet],
  ['peak, MiB', ({ memory }) => memory.peak],
  ['anonymous, MiB', ({ memory }) => memory.anonymous],
  ['major faults', ({ memory }) => memory.majorFaults],
  ['SIGTERM to exit, ms', ({ stopMs }) => stopMs],
];

/** Results of each candidate, first the one that the others are compared with. */
export type UnlimitedResults = ReadonlyMap<string, readonly UnlimitedResult[]>;

/** Medians with their ranges, and the first candidate's as a multiple of each other's. */
export function unlimitedTable(results: UnlimitedResults): string {
  const names = [...results.keys()];
  const [first, ...others] = names;
  const rows = ROWS.map(([name, pick]) => {
    const spreads = [...results.values()].map((runs) =>
      spread(runs.flatMap((run) => pick(run) ?? [])),
    );
    const [own, ...rest] = spreads;
    const ratios = rest.map(({ median }) => {
      const ratio = (own?.median ?? Number.NaN) / median;
      return Number.isNaN(ratio) ? '' : `${ratio.toFixed(2)} ×`;
    });
    return [name, ...spreads.map(cell), ...ratios];
  });
  return markdownTable(
    ['no limits', ...names, ...others.map((name) => `${first} / ${name}`)],
    rows,
  );
}

function cell({ median, least, most }: Spread): string {
  if (Number.isNaN(median)) return '';
  const digits = most < 100 ? 1 : 0;
  const [middle, low, high] = [median, least, most].map((value) => value.toFixed(digits));
  return low === high ? `${middle}` : `${middle} (${low}–${high})`;
}
