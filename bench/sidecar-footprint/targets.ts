import type { LimitedResult } from './measure-limited.ts';
import type { UnlimitedResult } from './measure-unlimited.ts';
import { spread } from './spread.ts';

const FIRST_MAPPING_MS = 4_000;
const CPU_OF_CURL = 0.25;
const WORKING_SET_OF_CURL = 1.5;
const STOP_MS = 100;
/** A renewal is on time if it is less than half an interval late. */
const ON_TIME_MS = 3_000;

/** A promise of the sidecar, and whether it was kept. */
export interface Verdict {
  readonly promise: string;
  readonly measured: string;
  readonly kept: boolean;
}

export function unlimitedVerdicts(
  sidecar: readonly UnlimitedResult[],
  curl: readonly UnlimitedResult[],
): readonly Verdict[] {
  const cpu = ratio(({ cycleCpuMs }) => cycleCpuMs);
  const workingSet = ratio(({ memory }) => memory.workingSet);
  const stop = spread(sidecar.map(({ stopMs }) => stopMs)).most;
  return [
    atMost('CPU per cycle, of shell + curl', cpu, CPU_OF_CURL),
    atMost('working set, of shell + curl', workingSet, WORKING_SET_OF_CURL),
    atMost('SIGTERM to exit, ms, the slowest', stop, STOP_MS),
  ];

  function ratio(pick: (result: UnlimitedResult) => number): number {
    return spread(sidecar.map(pick)).median / spread(curl.map(pick)).median;
  }
}

export function limitedVerdicts(title: string, result: LimitedResult): readonly Verdict[] {
  const { punctuality, memory, probes, firstMappingMs = Number.POSITIVE_INFINITY } = result;
  return [
    atMost(`${title}: OOM kills`, memory.oomKills + (result.alive ? 0 : 1), 0),
    atMost(`${title}: missed renewals`, punctuality.missed, 0),
    atMost(
      `${title}: renewals due and not made`,
      Math.max(0, punctuality.due - punctuality.renewals),
      0,
    ),
    atMost(`${title}: longest wait for a renewal, ms`, punctuality.longestMs, ON_TIME_MS),
    atMost(`${title}: start to first mapping, ms`, firstMappingMs, FIRST_MAPPING_MS),
    atMost(`${title}: probes that failed`, probes?.failed ?? 0, 0),
  ];
}

function atMost(what: string, measured: number, limit: number): Verdict {
  return {
    promise: `${what}: at most ${limit}`,
    measured: Number.isInteger(measured) ? String(measured) : measured.toFixed(2),
    kept: measured <= limit,
  };
}
