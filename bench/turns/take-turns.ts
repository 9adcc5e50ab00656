import { measure, middle, type Round } from './measure.ts';

/** How contenders are measured. */
export interface Turns {
  readonly rounds: number;
  readonly concurrency: number;
  readonly durationMs: number;
}

/** The result of a contender: the median of its rounds. */
export interface Result extends Round {
  readonly name: string;
}

/** Measures each contender in turn, round after round. */
export async function takeTurns<T extends { readonly name: string }>(
  contenders: readonly T[],
  pick: (contender: T) => () => Promise<unknown>,
  { rounds, concurrency, durationMs }: Turns,
): Promise<readonly Result[]> {
  const all = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // A different one goes first each time, because the one after a heavy one pays for its garbage.
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const result = await measure(pick(contender), concurrency, durationMs);
      all.get(contender.name)?.push(result);
    }
  }
  return [...all].map(([name, its]) => ({ name, ...middle(its) }));
}
