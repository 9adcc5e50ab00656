import { setTimeout as delay } from 'node:timers/promises';
import { startNatPmpApiSimulator } from '@portkeep/simulators';
import { describe, expect, test } from 'vitest';
import { simulateCrowd } from '../../bench/sidecar-crowd/simulate-crowd.ts';
import { cleanUp } from '../src/clean-up.ts';
import { startSidecar } from '../src/sidecar.ts';
import { waitUntil } from '../src/wait-until.ts';

/** Two workers, a quarter of a second for each request. */
const WORKERS = 2;
const CAPACITY = 8;

describe('in simulated time, all started together', () => {
  const plan = { workers: WORKERS, minutes: 40, restart: { atMinute: 20, seconds: 30 }, seed: 3 };

  test('150 sidecars settle, after a restart of the API too', async () => {
    const { start, steady, restart, after } = await simulateCrowd({ ...plan, sidecars: 150 });
    for (const { failures, losses, unmapped, slowestMs } of [steady, after]) {
      expect(failures).not.toHaveProperty('ETIMEDOUT');
      expect(losses).toBe(0);
      expect(unmapped).toBe(0);
      expect(slowestMs).toBeLessThan(15_000);
    }
    // Two in each cycle; 1, 2, 4 and 8 s apart while connections are refused.
    expect(after.mostPerMinute).toBeLessThanOrEqual(4);
    for (const { mostPerMinute } of [start, restart]) expect(mostPerMinute).toBeLessThanOrEqual(16);
  });

  test('215 keep the API busy all the time, and none of them loses its mapping', async () => {
    const { steady, after } = await simulateCrowd({ ...plan, sidecars: 215 });
    for (const { requestsPerSecond, unmapped, losses, mostPerMinute } of [steady, after]) {
      expect(requestsPerSecond).toBeGreaterThan(CAPACITY - 0.4);
      expect(requestsPerSecond).toBeLessThan(CAPACITY + 0.4);
      expect(unmapped).toBe(0);
      expect(losses).toBe(0);
      expect(mostPerMinute).toBeLessThanOrEqual(4);
    }
  });
});

describe('as processes', () => {
  const SIDECARS = 20;
  const FIRST_PORT = 20_000;
  const AWAY_MS = 4_000;

  test('20 of them with quick cycles outlive a restart of the API and do not hammer it', async () => {
    const api = await startNatPmpApiSimulator({ workers: WORKERS });
    cleanUp(() => api.close());
    const { simulator } = api;
    const sidecars = Array.from({ length: SIDECARS }, (_, index) =>
      startSidecar({
        environment: {
          ...{
            ...api.environment,
            HTTP_LISTEN: 'off',
            LOG_LEVEL: 'debug',
            START_SPREAD_MS: '2000',
          },
          ...{ INTERNAL_PORT: String(FIRST_PORT + index), DURATION: '20', REFRESH_INTERVAL: '9' },
        },
      }),
    );
    const asked = () =>
      sidecars.map(({ output }) => output.match(/mapping (?:succ|fail)/g)?.length);
    const mapped = () => new Set(simulator.mappings.map(({ internalPort }) => internalPort)).size;
    await waitUntil('all are mapped', () => simulator.mappings.length === 2 * SIDECARS);

    // One whole cycle.
    await delay(10_000);
    const before = asked();
    simulator.setFault('service', 'refuse');
    await api.settled();
    await delay(AWAY_MS);
    simulator.clearFaults();
    await api.settled();
    const back = simulator.requests.length;
    await waitUntil('each was there again', () => {
      const requests = simulator.requests.slice(back);
      const granted = requests.filter(({ status }) => status === 200);
      const mappings = granted.map(({ asked: of }) => `${of?.protocol} ${of?.internalPort}`);
      return new Set(mappings).size === 2 * SIDECARS;
    });

    expect(mapped()).toBe(SIDECARS);
    for (const [index, times = 0] of asked().entries()) {
      // At 0, 1 and 3 s of four seconds, then once more, and once in the cycle: of each protocol.
      expect(times - (before[index] ?? 0)).toBeLessThanOrEqual(2 * 6);
    }
    for (const { output, process } of sidecars) {
      expect(process.exitCode).toBeNull();
      expect(output).not.toContain('NATPMP_TIMEOUT');
    }
    // Nobody was without a mapping: it was renewed at half of its time.
    expect(simulator.history.length).toBe(2 * SIDECARS);
  });
});
