import { seededRandom } from '@portkeep/testing';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { randomRun } from './simulation/random-run.ts';

const SEEDS = 1000;
const CHUNK = 50;

afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(removePasswordFiles);

async function run(seed: number) {
  vi.spyOn(Math, 'random').mockImplementation(seededRandom(~seed));
  try {
    return await randomRun(seed);
  } catch (error) {
    if (error instanceof Error) {
      error.message = `Seed ${seed} (again with PORTKEEP_SEED=${seed}): ${error.message}`;
    }
    throw error;
  }
}

const only = process.env.PORTKEEP_SEED;

if (only === undefined) {
  test.for(Array.from({ length: SEEDS / CHUNK }, (_, index) => index * CHUNK + 1))(
    `the daemon keeps its promises, seeds %d and the ${CHUNK - 1} after it`,
    { timeout: 60_000 },
    async (first) => {
      for (let seed = first; seed < first + CHUNK; seed += 1) await run(seed);
    },
  );
} else {
  test(`the daemon keeps its promises with seed ${only}`, async () => {
    const { logbook, port } = await run(Number(only));
    console.info(logbook.trace.join('\n'));
    expect(port).toBeDefined();
  });
}
