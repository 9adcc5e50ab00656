import { describe, expect, it } from 'vitest';
import { FakeClock } from '../test/fake-clock.ts';
import { freshLease, recordLease } from '../test/recorded-lease.ts';
import { EarlyRenewal } from './early-renewal.ts';
import { keepLease } from './keep-lease.ts';
import { ladder } from './ladder.ts';
import type { Lease } from './lease.ts';

const S = 1_000;
const backoff = ladder([5, 10, 20, 40, 60], { jitter: 0 });
const refused = new Error('refused');
const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe('keepLease() on time', () => {
  it('acquires at once and renews at renewAt, again and again', async () => {
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

  it('renews within 5 s after a suspend that went past renewAt', async () => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(clock, async () => freshLease(clock));
    await clock.advance(100 * S);
    clock.suspend(750 * S);
    await clock.advance(5 * S);
    expect(types(events)).toEqual(['acquired', 'renewed']);
    expect(calls[1]?.at).toBeLessThanOrEqual(105 * S);
  });

  it('renews on time by the monotonic clock when the wall clock is set back', async () => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, async () => freshLease(clock));
    await clock.advance(100 * S);
    clock.setBack(3_600 * S);
    await clock.advance(900 * S);
    expect(calls[1]?.at).toBe(800 * S);
  });

  it.each(['before', 'after'])(
    'is not late when the clock is set back %s the source read it',
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

  it('renews a lease at its end when renewAt lies behind it', async () => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, async () => ({
      ...freshLease(clock),
      renewAt: clock.now() + 5_000 * S,
    }));
    await clock.advance(901 * S);
    expect(calls[1]?.at).toBe(900 * S);
  });

  it('never loses a lease that does not expire', async () => {
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

  it('keeps a lease for four months', async () => {
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

describe('keepLease() after failures', () => {
  it('tells each failure with its number and retries at the time it told', async () => {
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

  it('passes the error to the backoff', async () => {
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

  it('tells lost once, at expiry, and acquires from then on', async () => {
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

  it('tells lost at expiry while an attempt hangs, and goes on with that attempt', async () => {
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

  it('retries at once after a suspend', async () => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, () => Promise.reject(refused), { backoff: () => 60 * S });
    await clock.advance(1 * S);
    clock.suspend(3_600 * S);
    await clock.advance(5 * S);
    expect(calls.length).toBe(2);
  });
});

describe('keepLease() with a source that misbehaves', () => {
  it('takes a synchronous throw for a failed attempt', async () => {
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

  it.each([
    ['renewAt NaN', { renewAt: Number.NaN }, 'not numbers'],
    ['expiresAt NaN', { expiresAt: Number.NaN }, 'not numbers'],
    ['expired', { expiresAt: 0 }, 'had expired'],
  ])('takes a lease with %s for a failed attempt', async (_, times, message) => {
    const clock = new FakeClock();
    const { calls, events } = recordLease(clock, async () => ({ ...freshLease(clock), ...times }), {
      backoff,
    });
    await clock.advance(34 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 5, 15]);
    expect(events[0]).toMatchObject({ type: 'failed', attempt: 1 });
    expect(String(events[0]?.type === 'failed' && events[0].error)).toContain(message);
  });

  it('waits longer and longer for a source whose leases are due as they come', async () => {
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

  it.each([Number.NaN, 0, -1])('does not spin on a backoff of %s', async (ms) => {
    const clock = new FakeClock();
    const { calls } = recordLease(clock, () => Promise.reject(refused), { backoff: () => ms });
    await clock.advance(100);
    expect(calls.length).toBeLessThanOrEqual(101);
  });
});

describe('keepLease() and early renewal', () => {
  it('renews at once when asked while it waits', async () => {
    const clock = new FakeClock();
    const early = new EarlyRenewal();
    const { calls } = recordLease(clock, async () => freshLease(clock), { early });
    await clock.advance(100 * S);
    early.request();
    await clock.advance(750 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 100]);
  });

  it('retries at once and starts the backoff again, but counts attempts on', async () => {
    const clock = new FakeClock();
    const early = new EarlyRenewal();
    const { calls, events } = recordLease(clock, () => Promise.reject(refused), { early, backoff });
    await clock.advance(40 * S);
    early.request();
    await clock.advance(6 * S);
    expect(calls.map(({ at }) => at / S)).toEqual([0, 5, 15, 35, 40, 45]);
    expect(events.at(-1)).toMatchObject({ attempt: 6 });
  });

  it.each(['succeeds', 'fails'])(
    'makes one more attempt right after the running one %s, not beside it',
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
