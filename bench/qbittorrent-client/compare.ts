import type { Contender } from './contenders.ts';
import { measure, middle, type Round } from './measure.ts';

const ROUNDS = 9;
const CONCURRENCY = 8;
const DURATION_MS = 1_000;

/** Lets all do the same in turn, and prints the middle of their rounds beside the first one's. */
export async function compare(
  title: string,
  contenders: readonly Contender[],
  pick: (contender: Contender) => () => Promise<unknown>,
): Promise<void> {
  const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    // Another one begins each time: whoever comes after a heavy one pays for its garbage.
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const result = await measure(pick(contender), CONCURRENCY, DURATION_MS);
      rounds.get(contender.name)?.push(result);
    }
  }
  const results = [...rounds].map(([name, all]) => ({ name, ...middle(all) }));
  const [base] = results;
  console.log(`\n| ${title} | requests/s | of fetch | CPU, µs | of fetch |`);
  console.log('| --- | --- | --- | --- | --- |');
  for (const { name, requestsPerSecond, cpuMicros } of results) {
    const share = requestsPerSecond / (base?.requestsPerSecond ?? Number.NaN);
    const cpu = cpuMicros / (base?.cpuMicros ?? Number.NaN);
    const cells = [
      requestsPerSecond.toFixed(0),
      share.toFixed(2),
      cpuMicros.toFixed(0),
      cpu.toFixed(2),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}
