import type { CrowdPlan } from './simulate-crowd.ts';
import type { Attempt, SimulatedApi } from './simulated-api.ts';

const MINUTE_MS = 60_000;
/** The lifetime that the sidecar asks for and is granted. */
const LIFETIME_MS = 60_000;

/** A part of the time. */
export interface PhaseReport {
  readonly requestsPerSecond: number;
  /** Of the answered ones. */
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly failures: Readonly<Record<string, number>>;
  /** Leases that lapsed because no answer came in time. */
  readonly losses: number;
  /** Requests of the busiest sidecar in any minute. */
  readonly mostPerMinute: number;
  /** Share of the time that the mappings did not exist at the gateway. */
  readonly unmapped: number;
}

/** The result of a {@link CrowdPlan}. */
export interface CrowdReport {
  /** The first five minutes. */
  readonly start: PhaseReport;
  /** From then to the restart. */
  readonly steady: PhaseReport;
  /** Five minutes from the restart on. */
  readonly restart: PhaseReport;
  /** The rest. */
  readonly after: PhaseReport;
}

/** Sums up what an API has seen. */
export function reportOn(
  { minutes, restart, sidecars }: CrowdPlan,
  { attempts, mapped }: Pick<SimulatedApi, 'attempts' | 'mapped'>,
  losses: readonly number[],
): CrowdReport {
  const phase = (fromMinute: number, toMinute: number): PhaseReport => {
    const [from, to] = [fromMinute * MINUTE_MS, toMinute * MINUTE_MS];
    const within = (at: number) => at >= from && at < to;
    const sent = attempts.filter(({ at }) => within(at));
    const answered = sent.filter(({ failure }) => failure === undefined);
    const times = answered.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    const gaps = [...mapped.values()].map((at) => unmappedMs(at, from, to));
    return {
      requestsPerSecond: (sent.length * 1_000) / (to - from),
      medianMs: times[times.length >> 1] ?? Number.NaN,
      slowestMs: times.at(-1) ?? Number.NaN,
      failures: count(sent.flatMap(({ failure }) => failure ?? [])),
      losses: losses.filter(within).length,
      mostPerMinute: Math.max(0, ...perSidecarAndMinute(sent)),
      unmapped: gaps.reduce((sum, ms) => sum + ms, 0) / (sidecars * 2 * (to - from)),
    };
  };
  return {
    start: phase(0, 5),
    steady: phase(5, restart.atMinute),
    restart: phase(restart.atMinute, restart.atMinute + 5),
    after: phase(restart.atMinute + 5, minutes),
  };
}

/** How long a mapping that had existed before was missing. */
function unmappedMs(askedAt: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (const [index, at] of askedAt.entries()) {
    const next = askedAt[index + 1] ?? to;
    sum += Math.max(0, Math.min(next, to) - Math.max(at + LIFETIME_MS, from));
  }
  return sum;
}

function perSidecarAndMinute(attempts: readonly Attempt[]): readonly number[] {
  const keys = attempts.map(({ sidecar, at }) => `${sidecar} ${Math.floor(at / MINUTE_MS)}`);
  return Object.values(count(keys));
}

function count(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
