import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { backoff, freshLease, recordLease, refused, S } from '../../test/recorded-lease.ts';
import { EarlyRenewal } from './early-renewal.ts';

describe('keepLease() with early renewal', () => {
  test('keepLease() renews at once when asked during a wait', async () => {
    const clock = new FakeClock();
    const early = new EarlyRenewal();
    const { calls } = recordLease(clock, async () => freshLease(clock), { early });
    await clock.advance(100 * S);
    early.request();
    await clock.advance(750 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 100]);
  });

  test('keepLease() retries at once and restarts the backoff, but keeps counting attempts', async () => {
    const clock = new FakeClock();
    const early = new EarlyRenewal();
    const { calls, events } = recordLease(clock, () => Promise.reject(refused), { early, backoff });
    await clock.advance(40 * S);
    early.request();
    await clock.advance(6 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 5, 15, 35, 40, 45]);
    expect(events.at(-1)).toMatchObject({ attempt: 6 });
  });

  test.each(['succeeds', 'fails'])(
    'keepLease() makes one more attempt right after the running one %s, not in parallel',
    async (end) => {
      const clock = new FakeClock();
      const early = new EarlyRenewal();
      const { calls, mostAtOnce } = recordLease(
        clock,
        async ({ number, signal }) => {
          const lease = freshLease(clock);
          await clock.delay(10 * S, signal);
          if (end === 'fails' && number === 1) throw refused;
          return lease;
        },
        { early, backoff },
      );
      await clock.advance(3 * S);
      early.request();
      early.request();
      await clock.advance(300 * S);
      expect(calls.map(({ at }) => at / S)).toEqual([0, 10]);
      expect(mostAtOnce()).toBe(1);
    },
  );
});
