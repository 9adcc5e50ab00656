/** The result of one contender in one round. */
export interface Round {
  readonly requestsPerSecond: number;
  /** Of this process, for one request. */
  readonly cpuMicros: number;
}

/** Sends requests for a while, this many at a time. */
export async function measure(
  ask: () => Promise<unknown>,
  concurrency: number,
  durationMs: number,
): Promise<Round> {
  await ask();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const end = startedAt + durationMs;
  let requests = 0;
  const worker = async () => {
    while (performance.now() < end) {
      await ask();
      requests += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { requestsPerSecond: requests / seconds, cpuMicros: (user + system) / requests };
}

/** The median of each figure. */
export function middle(rounds: readonly Round[]): Round {
  const median = (pick: (round: Round) => number) =>
    rounds.map(pick).toSorted((a, b) => a - b)[rounds.length >> 1] ?? Number.NaN;
  return {
    requestsPerSecond: median(({ requestsPerSecond }) => requestsPerSecond),
    cpuMicros: median(({ cpuMicros }) => cpuMicros),
  };
}
