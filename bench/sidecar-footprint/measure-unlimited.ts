import { setTimeout as sleep } from 'node:timers/promises';
import { type MemoryUse, watchMemory } from './memory-watch.ts';
import { prepareRun, type Run, type RunOptions } from './run.ts';
import { waitFor } from './wait-for.ts';

const START_PATIENCE_MS = 30_000;
const SETTLE_MS = 5_000;
const INTERVAL_SECONDS = 1;

/** One run without limits; times in ms, memory in MiB. */
export interface UnlimitedResult {
  readonly firstMappingMs: number;
  /** For one renewal of tcp and one of udp. */
  readonly cycleCpuMs: number;
  /** For one readiness probe, which comes on top; `undefined` where nothing answers any. */
  readonly probeCpuMs: number | undefined;
  readonly memory: MemoryUse;
  readonly stopMs: number;
}

export async function measureUnlimited(
  options: Omit<RunOptions, 'limits' | 'intervalSeconds'>,
  cycles: number,
): Promise<UnlimitedResult> {
  const start = await prepareRun({ ...options, limits: {}, intervalSeconds: INTERVAL_SECONDS });
  const run = start();
  try {
    return await measure(run, cycles);
  } catch (error) {
    throw new Error(`${options.candidate.name}: ${(error as Error).message}\n${run.output()}`);
  } finally {
    await run.end();
  }
}

async function measure(run: Run, cycles: number): Promise<UnlimitedResult> {
  const { api, group, startedAt } = run;
  const mapped = await waitFor(() => api.requests() > 0, START_PATIENCE_MS);
  const firstMapping = api.renewals('tcp')[0];
  if (!mapped || firstMapping === undefined) throw new Error('it does not map');
  await run.probe?.();
  await sleep(SETTLE_MS);
  const memory = watchMemory(group);
  // The shells answer no probes, so the renewals are compared without them.
  run.probes?.end();
  const cycleCpuMs = await cpuPerCycle();
  const probeCpuMs = run.probe && (await cpuPerCycle(run.probe)) - cycleCpuMs;
  const use = memory();
  // At any moment of its cycle.
  await sleep(Math.random() * INTERVAL_SECONDS * 1000);
  const stopMs = await run.stop();
  if (stopMs === undefined) throw new Error('it does not obey SIGTERM');
  return { firstMappingMs: firstMapping - startedAt, cycleCpuMs, probeCpuMs, memory: use, stopMs };

  async function cpuPerCycle(between?: () => Promise<unknown>): Promise<number> {
    // From one arrival to another, so that no cycle counts in part.
    await arrivals(api.requests() + 1);
    const from = api.requests();
    const before = group.cpuMs();
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await between?.();
      await arrivals(from + 2 * cycle);
    }
    return (group.cpuMs() - before) / ((api.requests() - from) / 2);
  }

  async function arrivals(count: number): Promise<void> {
    const patienceMs = START_PATIENCE_MS + 4 * cycles * INTERVAL_SECONDS * 1000;
    const came = await waitFor(() => api.requests() >= count, patienceMs);
    if (!came) throw new Error('it does not renew');
  }
}
