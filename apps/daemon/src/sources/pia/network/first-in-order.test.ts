import { FakeClock } from '@portkeep/port-lease/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstInOrder, type Probe } from './first-in-order.ts';

const PREFERENCE_MS = 300;

interface Plan {
  readonly ms: number;
  readonly works: boolean;
}

function race(plans: readonly Plan[], concurrency = 16) {
  const clock = new FakeClock();
  const controller = new AbortController();
  const log = { started: 0, running: 0, peak: 0, aborted: 0 };
  const probes = plans.map(
    ({ ms, works }, index): Probe<number> =>
      async (signal) => {
        log.started++;
        log.peak = Math.max(log.peak, ++log.running);
        try {
          await clock.delay(ms, signal);
        } catch (error) {
          log.aborted++;
          throw error;
        } finally {
          log.running--;
        }
        return works ? index : undefined;
      },
  );
  const { signal } = controller;
  const result = firstInOrder(probes, {
    concurrency,
    preferenceMs: PREFERENCE_MS,
    clock,
    signal,
  });
  let at: number | undefined;
  const settled = result.finally(() => {
    at = clock.elapsed;
  });
  settled.catch(() => undefined);
  const run = () => clock.runUntil(() => at !== undefined);
  return { clock, controller, log, result, run, endedAt: () => at };
}

describe('firstInOrder', () => {
  test('firstInOrder does not wait for the rest once one has succeeded', async () => {
    const { result, run, log, endedAt } = race([
      { ms: 3_000, works: false },
      { ms: 20, works: true },
      { ms: 3_000, works: false },
    ]);
    await run();
    expect(await result).toBe(1);
    expect(endedAt()).toBe(20 + PREFERENCE_MS);
    expect(log.aborted).toBe(2);
  });

  test('firstInOrder ends at once when no probe before the winner is still running', async () => {
    const { result, run, endedAt } = race([
      { ms: 10, works: false },
      { ms: 20, works: true },
      { ms: 3_000, works: true },
    ]);
    await run();
    expect(await result).toBe(1);
    expect(endedAt()).toBe(20);
  });

  test('firstInOrder starts no later probe once one has succeeded', async () => {
    const { result, run, log } = race(
      [
        { ms: 200, works: false },
        { ms: 10, works: true },
        { ms: 10, works: true },
      ],
      2,
    );
    await run();
    expect(await result).toBe(1);
    expect(log.started).toBe(2);
  });

  test('firstInOrder prefers an earlier probe that is a little slower', async () => {
    const { result, run } = race([
      { ms: 250, works: true },
      { ms: 10, works: true },
    ]);
    await run();
    expect(await result).toBe(0);
  });

  test('firstInOrder resolves with undefined when all fail, and when there is nothing to try', async () => {
    const { result, run } = race([{ ms: 10, works: false }]);
    await run();
    expect(await result).toBeUndefined();
    expect(await race([]).result).toBeUndefined();
  });

  test("firstInOrder rejects with the reason of the caller's signal and stops the probes that run", async () => {
    const { controller, result, log, clock } = race([{ ms: 3_000, works: true }]);
    controller.abort('enough');
    await expect(result).rejects.toBe('enough');
    await clock.flush();
    expect(log).toMatchObject({ running: 0, aborted: 1 });
    expect(clock.sleepers).toBe(0);
  });

  test('firstInOrder starts nothing more after the end, even when a probe ignores its signal', async () => {
    const controller = new AbortController();
    let release: () => void = () => undefined;
    const deaf = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    let started = 0;
    const probes = Array.from({ length: 3 }, () => () => {
      started++;
      return deaf;
    });
    const clock = new FakeClock();
    const { signal } = controller;
    const result = firstInOrder(probes, { concurrency: 1, preferenceMs: 1, clock, signal });
    controller.abort('enough');
    await expect(result).rejects.toBe('enough');
    release();
    await clock.flush();
    expect(started).toBe(1);
  });

  test('firstInOrder starts nothing after an abort', async () => {
    const probes = [() => expect.unreachable()];
    const signal = AbortSignal.abort('before');
    const options = { concurrency: 1, preferenceMs: 1, clock: new FakeClock(), signal };
    await expect(firstInOrder(probes, options)).rejects.toBe('before');
  });

  test('firstInOrder takes the earliest in order among those within the preference time of the fastest', async () => {
    const plan = fc.record({ ms: fc.integer({ min: 1, max: 900 }), works: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 8 }), async (plans) => {
        const fastest = Math.min(...plans.filter(({ works }) => works).map(({ ms }) => ms));
        const { result, run } = race(plans);
        await run();
        const expected = plans.findIndex(({ works, ms }) => works && ms <= fastest + PREFERENCE_MS);
        expect(await result).toBe(expected === -1 ? undefined : expected);
      }),
      { numRuns: 60 },
    );
  });

  test('firstInOrder finds a working probe whenever there is one, within its bounds, and leaves nothing running', async () => {
    const plan = fc.record({ ms: fc.integer({ min: 1, max: 3_000 }), works: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(plan, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (plans, concurrency) => {
          const { clock, result, run, log } = race(plans, concurrency);
          await run();
          const winner = await result;
          await clock.flush();
          expect(winner !== undefined).toBe(plans.some(({ works }) => works));
          if (winner !== undefined) expect(plans[winner]?.works).toBe(true);
          expect(log.peak).toBeLessThanOrEqual(concurrency);
          expect(log.running).toBe(0);
          expect(clock.sleepers).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
