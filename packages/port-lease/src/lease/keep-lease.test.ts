import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { backoff, freshLease, recordLease, refused, S, types } from '../../test/recorded-lease.ts';

describe('keepLease() on time', () => {
  test('keepLease() acquires at once and renews at renewAt, each time', async () => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(clock, async () => freshLease(clock));
    await clock.advance(2_500 * S);
    expect(calls.map(({ method, at }) => [method, at / S])).toEqual([
      ['acquire', 0],
      ['renew', 800],
      ['renew', 1_600],
      ['renew', 2_400],
    ]);
    expect(types(events)).toEqual(['acquired', 'renewed', 'renewed', 'renewed']);
  });

  test('keepLease() renews within 5 s after a suspend that went past renewAt', async () => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(clock, async () => freshLease(clock));
    await clock.advance(100 * S);
    clock.suspend(750 * S);
    await clock.advance(5 * S);
    expect(types(events)).toEqual(['acquired', 'renewed']);
    expect(calls[1]?.at).toBeLessThanOrEqual(105 * S);
  });

  test('keepLease() renews on time, by the monotonic clock, when the wall clock is set back', async () => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, async () => freshLease(clock));
    await clock.advance(100 * S);
    clock.setBack(3_600 * S);
    await clock.advance(900 * S);
    expect(calls[1]?.at).toBe(800 * S);
  });

  test.each(['before', 'after'])(
    'keepLease() renews on time when the clock is set back %s the source read it',
    async (when) => {
      const clock = new FakeClock();
      const { calls } = recordLease(
        clock,
        async ({ number }) => {
          if (number === 1 && when === 'before') clock.setBack(600 * S);
          const lease = freshLease(clock);
          if (number === 1 && when === 'after') clock.setBack(600 * S);
          return lease;
        },
        { backoff },
      );
      await clock.advance(900 * S);
      expect(calls[1]?.at).toBeLessThanOrEqual(800 * S);
    },
  );

  test('keepLease() renews a lease when it expires if renewAt is later than that', async () => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, async () => ({
      ...freshLease(clock),
      renewAt: clock.now() + 5_000 * S,
    }));
    await clock.advance(901 * S);
    expect(calls[1]?.at).toBe(900 * S);
  });

  test('keepLease() never loses a lease that does not expire', async () => {
    const clock = new FakeClock();
    const { events } = recordLease(
      clock,
      async ({ method }) => {
        if (method === 'renew') throw refused;
        return { ...freshLease(clock), expiresAt: Number.POSITIVE_INFINITY };
      },
      { backoff },
    );
    await clock.advance(24 * 3_600 * S);
    expect(types(events)).not.toContain('lost');
    expect(types(events)).toContain('failed');
  });

  test('keepLease() keeps a lease for four months without a gap', async () => {
    const clock = new FakeClock();
    const { calls, events, mostAtOnce } = recordLease(clock, async ({ signal }) => {
      const lease = freshLease(clock);
      await clock.delay(900, signal);
      return lease;
    });
    await clock.advance(120 * 86_400 * S);
    expect(calls.length).toBe(1 + 120 * 108);
    expect(new Set(types(events).slice(1))).toEqual(new Set(['renewed']));
    expect(mostAtOnce()).toBe(1);
  }, 60_000);
});
