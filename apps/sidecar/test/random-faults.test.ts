import { afterEach, expect, test, vi } from 'vitest';
import { Dice } from './simulation/dice.ts';
import { randomRun } from './simulation/random-run.ts';

const SEEDS = 1_000;
const CHUNK = 50;

afterEach(() => {
  vi.restoreAllMocks();
});

async function run(seed: number) {
  vi.spyOn(Math, 'random').mockImplementation(new Dice(~seed).random);
  try {
    return await randomRun(seed);
  } catch (error) {
    if (error instanceof Error) {
      error.message = `Seed ${seed} (again with SEED=${seed}): ${error.message}`;
    }
    throw error;
  }
}

const only = process.env.SEED;
const firsts = Array.from({ length: SEEDS / CHUNK }, (_, index) => index * CHUNK + 1);

test.runIf(only === undefined).for(firsts)(
  `the sidecar keeps its promises, seeds %d and the ${CHUNK - 1} after it`,
  { timeout: 300_000 },
  async (first) => {
    for (let seed = first; seed < first + CHUNK; seed += 1) await run(seed);
  },
);

test.runIf(only !== undefined)(`seed ${only}`, async () => {
  const simulation = await run(Number(only));
  expect(simulation.well).toBe(true);
});
