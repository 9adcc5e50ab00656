import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import type { Limits } from './control-group.ts';
import { type MemoryUse, watchMemory } from './memory-watch.ts';
import type { Probes } from './probe.ts';
import { type Punctuality, punctuality } from './punctuality.ts';
import { prepareRun, type Run, type RunOptions } from './run.ts';

const INTERVAL_SECONDS = 2;
const PROTOCOLS = ['tcp', 'udp'] as const;

/** One run under limits; times in ms, memory in MiB. */
export interface LimitedResult {
  readonly alive: boolean;
  /** `undefined` when there was none. */
  readonly firstMappingMs: number | undefined;
  readonly punctuality: Punctuality;
  /** `undefined` where nothing answers any. */
  readonly probes: Pick<Probes, 'answered' | 'failed'> | undefined;
  readonly cpuMs: number;
  readonly memory: MemoryUse;
  /** `undefined` when it had already ended, or had to be killed. */
  readonly stopMs: number | undefined;
}

/** All side by side, so that each has the same conditions. */
export async function measureLimited(
  all: readonly Omit<RunOptions, 'limits' | 'intervalSeconds'>[],
  limits: Limits,
  seconds: number,
): Promise<readonly LimitedResult[]> {
  const starts = [];
  for (const options of all) {
    starts.push(await prepareRun({ ...options, limits, intervalSeconds: INTERVAL_SECONDS }));
  }
  return Promise.all(starts.map((start) => measure(start(), seconds)));
}

async function measure(run: Run, seconds: number): Promise<LimitedResult> {
  const { api, group, startedAt } = run;
  try {
    const memory = watchMemory(group);
    await sleep(seconds * 1000);
    const alive = run.alive();
    const use = memory();
    const probes = run.probes && { answered: run.probes.answered, failed: run.probes.failed };
    if (!alive) console.error(`A candidate ended without being stopped:\n${run.output()}`);
    const first = Math.min(...PROTOCOLS.map((protocol) => api.renewals(protocol)[0] ?? Infinity));
    return {
      alive,
      firstMappingMs: Number.isFinite(first) ? first - startedAt : undefined,
      punctuality: worstProtocol(api, startedAt, startedAt + seconds * 1000),
      probes,
      cpuMs: group.cpuMs(),
      memory: use,
      stopMs: alive ? await run.stop() : undefined,
    };
  } finally {
    await run.end();
  }
}

function worstProtocol(api: Api, from: number, until: number): Punctuality {
  const [tcp, udp] = PROTOCOLS.map((protocol) =>
    punctuality(api.renewals(protocol), { from, until, intervalMs: INTERVAL_SECONDS * 1000 }),
  );
  if (tcp === undefined || udp === undefined) throw new Error('There are two protocols');
  return {
    renewals: Math.min(tcp.renewals, udp.renewals),
    due: Math.max(tcp.due, udp.due),
    missed: tcp.missed + udp.missed,
    longestMs: Math.max(tcp.longestMs, udp.longestMs),
  };
}
