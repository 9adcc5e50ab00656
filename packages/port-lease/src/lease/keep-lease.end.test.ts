import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { freshLease, hang, recordLease } from '../../test/recorded-lease.ts';
import { EarlyRenewal } from './early-renewal.ts';
import { keepLease } from './keep-lease.ts';

const reason = new Error('stopped by the caller');

describe('keepLease() when it ends', () => {
  test('keepLease() makes no attempt when the signal is already aborted', async () => {
    const clock = new FakeClock();
    const source = { acquire: () => expect.fail(), renew: () => expect.fail() };
    const lease = keepLease(source, { clock, signal: AbortSignal.abort(reason) });
    expect(await lease.next()).toEqual({ done: true, value: undefined });
  });

  test('keepLease() returns at once from a wait, without an event, and leaves no timer or listener behind', async () => {
    const clock = new FakeClock();
    const early = new EarlyRenewal();
    const lease = recordLease(clock, async () => freshLease(clock), { early });
    await clock.advance(100_000);
    lease.stop.abort(reason);
    await clock.flush();
    expect(lease.ended()).toBe(true);
    expect(lease.events.length).toBe(1);
    expect(clock.sleepers).toBe(0);
    early.request();
    await clock.advance(10_000_000);
    expect(lease.calls.length).toBe(1);
  });

  test('keepLease() returns at once from an attempt that never settles, and aborts it with the same reason', async () => {
    const clock = new FakeClock();
    const lease = recordLease(clock, hang);
    await clock.advance(100_000);
    lease.stop.abort(reason);
    await clock.flush();
    expect(lease.ended()).toBe(true);
    expect(lease.events).toEqual([]);
    expect(lease.calls[0]?.signal.reason).toBe(reason);
  });

  test('keepLease() does not report an attempt that fails because of the abort', async () => {
    const clock = new FakeClock();
    const lease = recordLease(clock, ({ signal }) => clock.delay(1e9, signal).then(hang));
    await clock.advance(1_000);
    lease.stop.abort(reason);
    await clock.flush();
    expect(lease.ended()).toBe(true);
    expect(lease.events).toEqual([]);
  });

  test('keepLease() aborts the attempt under way when the consumer leaves the loop', async () => {
    const clock = new FakeClock();
    let seen: AbortSignal | undefined;
    const source = {
      acquire: async () => freshLease(clock),
      renew: (_: unknown, signal: AbortSignal) => {
        seen = signal;
        return hang();
      },
    };
    const consume = async () => {
      for await (const { type } of keepLease(source, {
        clock,
        signal: new AbortController().signal,
      })) {
        if (type === 'lost') return;
      }
    };
    const consumed = consume();
    await clock.advance(900_000);
    await consumed;
    expect(seen?.aborted).toBe(true);
    expect(clock.sleepers).toBe(0);
  });

  test('keepLease() makes no attempt until a slow consumer asks for the next event', async () => {
    const clock = new FakeClock();
    const early = new EarlyRenewal();
    let calls = 0;
    const grant = async () => {
      calls++;
      return freshLease(clock);
    };
    const lease = keepLease(
      { acquire: grant, renew: grant },
      { clock, early, signal: new AbortController().signal },
    );
    await lease.next();
    early.request();
    await clock.advance(850_000);
    expect(calls).toBe(1);
    expect((await lease.next()).value).toMatchObject({ type: 'renewed' });
    expect(calls).toBe(2);
    await clock.advance(1_000_000);
    expect((await lease.next()).value).toMatchObject({ type: 'lost' });
    expect((await lease.next()).value).toMatchObject({ type: 'acquired' });
    expect(calls).toBe(3);
  });

  test('keepLease() rejects with the error of a broken clock', async () => {
    const broken = Object.assign(new FakeClock(), { delay: () => Promise.reject(reason) });
    const lease = keepLease(
      { acquire: hang, renew: hang },
      { clock: broken, signal: new AbortController().signal },
    );
    await expect(lease.next()).rejects.toBe(reason);
  });
});
