import { Dice } from '@portkeep/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { randomRun } from './random-run.ts';

const CHUNK = 50;

async function run(seed: number) {
  vi.spyOn(Math, 'random').mockImplementation(new Dice(~seed).random);
  try {
    return await randomRun(seed);
  } catch (error) {
    if (error instanceof Error) {
      error.message = `Seed ${seed} (again with PORTKEEP_SEED=${seed}): ${error.message}`;
    }
    throw error;
  }
}

/** Declares tests for these seeds, or with `PORTKEEP_SEED` in the environment only for that one. */
export function testSeeds(first: number, last: number): void {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const only = process.env.PORTKEEP_SEED;
  if (only !== undefined) {
    // Whether the seed belongs to this file; other files have the other seeds.
    const isHere = Number(only) >= first && Number(only) <= last;
    test.runIf(isHere)(`the sidecar keeps its promises with seed ${only}`, async () => {
      const simulation = await run(Number(only));
      expect(simulation.well).toBe(true);
    });
    return;
  }
  const chunks = Array.from({ length: (last - first + 1) / CHUNK }, (_, i) => first + i * CHUNK);
  test.for(chunks)(
    `the sidecar keeps its promises, seeds %d and the ${CHUNK - 1} after it`,
    { timeout: 300_000 },
    async (start) => {
      for (let seed = start; seed < start + CHUNK; seed += 1) await run(seed);
    },
  );
}
