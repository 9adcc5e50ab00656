import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { backoff, freshLease, recordLease, refused, S, types } from '../../test/recorded-lease.ts';
import { keepLease } from './keep-lease.ts';

describe('keepLease() with a source that misbehaves', () => {
  test('keepLease() treats a synchronous throw as a failed attempt', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const throws = () => {
      throw refused;
    };
    const lease = keepLease(
      { acquire: throws, renew: throws },
      { clock, backoff, signal: stop.signal },
    );
    expect((await lease.next()).value).toMatchObject({
      type: 'failed',
      error: refused,
      attempt: 1,
    });
    const second = lease.next();
    await clock.advance(4_999);
    expect(clock.sleepers).toBe(1);
    await clock.advance(1);
    expect((await second).value).toMatchObject({ type: 'failed', attempt: 2 });
  });

  test.each([
    ['renewAt NaN', { renewAt: Number.NaN }, 'not numbers'],
    ['expiresAt NaN', { expiresAt: Number.NaN }, 'not numbers'],
    ['expired', { expiresAt: 0 }, 'had already expired'],
  ])('keepLease() treats a lease with %s as a failed attempt', async (_, times, message) => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(clock, async () => ({ ...freshLease(clock), ...times }), {
      backoff,
    });
    await clock.advance(34 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 5, 15]);
    expect(events[0]).toMatchObject({ type: 'failed', attempt: 1 });
    expect(String(events[0]?.type === 'failed' && events[0].error)).toContain(message);
  });

  test('keepLease() waits longer each time when the leases of a source are already due for renewal', async () => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(
      clock,
      async () => ({ ...freshLease(clock), renewAt: clock.now() }),
      { backoff },
    );
    await clock.advance(36 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 5, 15, 35]);
    expect(types(events)).toEqual(['acquired', 'renewed', 'renewed', 'renewed']);
  });

  test.each([Number.NaN, 0, -1])(
    'keepLease() does not retry in a tight loop with a backoff of %s',
    async (ms) => {
      const clock = new FakeClock();
      const { calls } = recordLease(clock, () => Promise.reject(refused), { backoff: () => ms });
      await clock.advance(100);
      expect(calls.length).toBeLessThanOrEqual(101);
    },
  );
});
