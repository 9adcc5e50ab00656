import type { Region, Server } from './region.ts';

/** Measures the latency of a server, in milliseconds; rejects when it cannot be reached. */
export type LatencyProbe = (server: Server) => Promise<number>;

/** Options of {@link rankRegions}. */
export interface RankRegionsOptions {
  /** Stops the measuring; the promise then rejects with `signal.reason`, unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** How many probes may run at the same time, at least 1. @default {16} */
  readonly concurrency?: number | undefined;
}

/** A region that answered. */
export interface RankedRegion {
  /** The region. */
  readonly region: Region;
  /** The server that was measured: the first of the group `meta`, as PIA's own script does. */
  readonly server: Server;
  /** What the probe measured, in milliseconds. */
  readonly latencyMs: number;
}

/**
 * Sorts regions by latency, nearest first. Regions that are offline, have no `meta` server
 * or whose probe fails are left out.
 *
 * @param regions The regions to measure, e.g. from `portForwardRegions`.
 * @param probe How to measure, e.g. the time to open a TCP connection to port 443.
 * @param options Limits, and a signal to stop; probes that run are then left alone.
 * @returns The regions that answered; equals keep the order they came in.
 * @throws {RangeError} When `concurrency` is not a positive integer.
 *
 * @example
 * ```ts
 * import { rankRegions, type Region } from '@portkeep/pia-client';
 *
 * const regions: Region[] = [];
 * const [nearest] = await rankRegions(regions, async (server) => server.address.length);
 * console.log(nearest?.region.id);
 * ```
 */
export async function rankRegions(
  regions: readonly Region[],
  probe: LatencyProbe,
  options: RankRegionsOptions = {},
): Promise<RankedRegion[]> {
  const { concurrency = 16, signal } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(
      `Cannot rank regions: concurrency must be a positive integer: current value is ${concurrency}`,
    );
  }
  signal?.throwIfAborted();
  const candidates = regions.flatMap((region) => {
    const server = region.offline ? undefined : region.servers.meta?.[0];
    return server ? [{ region, server }] : [];
  });
  const latencies = new Array<number>(candidates.length).fill(Number.NaN);
  const queue = candidates.entries();
  const work = async (): Promise<void> => {
    for (const [index, { server }] of queue) {
      if (signal?.aborted) return;
      latencies[index] = await measure(probe, server);
    }
  };
  await untilAborted(Promise.all(Array.from({ length: concurrency }, work)), signal);
  return candidates
    .map((candidate, index) => ({ ...candidate, latencyMs: latencies[index] ?? Number.NaN }))
    .filter(({ latencyMs }) => Number.isFinite(latencyMs) && latencyMs >= 0)
    .sort((a, b) => a.latencyMs - b.latencyMs);
}

async function measure(probe: LatencyProbe, server: Server): Promise<number> {
  try {
    return await probe(server);
  } catch {
    return Number.NaN;
  }
}

async function untilAborted(
  work: Promise<unknown>,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal === undefined) {
    await work;
    return;
  }
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
