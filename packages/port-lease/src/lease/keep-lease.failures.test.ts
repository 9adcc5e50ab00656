import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { backoff, freshLease, recordLease, refused, S, types } from '../../test/recorded-lease.ts';
import type { Lease } from './lease.ts';

describe('keepLease() after failures', () => {
  test('keepLease() reports each failure with its number and retries at the time it reported', async () => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(
      clock,
      async ({ number }) => {
        if (number <= 3 || number === 5) throw refused;
        return freshLease(clock);
      },
      { backoff },
    );
    const start = clock.now();
    await clock.advance(900 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 5, 15, 35, 835, 840]);
    const failed = events.filter((event) => event.type === 'failed');
    expect(failed.map(({ attempt, retryAt }) => [attempt, (retryAt - start) / S])).toEqual([
      [1, 5],
      [2, 15],
      [3, 35],
      [1, 840],
    ]);
    expect(failed[0]?.error).toBe(refused);
  });

  test('keepLease() passes the error of a failed attempt to the backoff', async () => {
    const clock = new FakeClock();
    const asked: unknown[] = [];
    recordLease(clock, () => Promise.reject(refused), {
      backoff: (attempt, error) => {
        asked.push([attempt, error]);
        return 60_000;
      },
    });
    await clock.advance(61 * S);
    expect(asked).toEqual([
      [1, refused],
      [2, refused],
    ]);
  });

  test('keepLease() reports the loss once, at expiry, and acquires from then on', async () => {
    const clock = new FakeClock();
    let up = true;
    const { calls, events } = recordLease(
      clock,
      async () => {
        if (!up) throw refused;
        return freshLease(clock);
      },
      { backoff: () => 60 * S },
    );
    await clock.advance(1 * S);
    up = false;
    await clock.advance(1_999 * S);
    up = true;
    await clock.advance(60 * S);
    const lost = events.filter(({ type }) => type === 'lost');
    expect(lost.map(({ at }) => at / S)).toEqual([900]);
    for (const { method, at } of calls.slice(1))
      expect(method, `${at}`).toBe(at < 900 * S ? 'renew' : 'acquire');
    expect(types(events).filter((type) => type !== 'failed')).toEqual([
      'acquired',
      'lost',
      'acquired',
    ]);
  });

  test('keepLease() reports the loss at expiry while an attempt hangs, and goes on with that attempt', async () => {
    const clock = new FakeClock();
    let answer: (lease: Lease<number>) => void = () => {};
    const { calls, events, mostAtOnce } = recordLease(clock, async ({ number }) => {
      if (number === 1) return freshLease(clock);
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    await clock.advance(1_500 * S);
    expect(events.map(({ type, at }) => [type, at / S])).toEqual([
      ['acquired', 0],
      ['lost', 900],
    ]);
    answer(freshLease(clock, 2));
    await clock.flush();
    expect(types(events)).toEqual(['acquired', 'lost', 'acquired']);
    expect(calls.length).toBe(2);
    expect(mostAtOnce()).toBe(1);
  });

  test('keepLease() retries at once after the machine was suspended', async () => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, () => Promise.reject(refused), { backoff: () => 60 * S });
    await clock.advance(1 * S);
    clock.suspend(3_600 * S);
    await clock.advance(5 * S);
    expect(calls.length).toBe(2);
  });
});
