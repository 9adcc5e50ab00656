import { describe, expect, test } from 'vitest';
import { FakeClock } from './fake-clock.ts';

const { signal } = new AbortController();

describe('FakeClock', () => {
  test('FakeClock fires timers in the order of their due time, and those of one moment in the order of creation', async () => {
    const clock = new FakeClock({ now: 0 });
    const fired: string[] = [];
    const set = (name: string, ms: number) =>
      void clock.delay(ms, signal).then(() => fired.push(`${name} ${clock.now()}`));
    set('c', 20);
    set('a', 10);
    set('b', 10);
    set('never', Number.POSITIVE_INFINITY);
    await clock.advance(19);
    expect(fired).toEqual(['a 10', 'b 10']);
    expect([clock.now(), clock.elapsed, clock.sleepers]).toEqual([19, 19, 2]);
    await clock.runUntilIdle();
    expect(fired.at(-1)).toBe('c 20');
  });

  test('FakeClock runs a chain of awaits of any depth before time moves on', async () => {
    const clock = new FakeClock();
    const times: number[] = [];
    const work = async () => {
      await clock.delay(1, signal);
      for (let depth = 0; depth < 1_000; depth++) await undefined;
      times.push(clock.elapsed);
    };
    void work();
    void clock.delay(2, signal);
    await clock.advance(10);
    expect(times).toEqual([1]);
  });

  test('FakeClock stands still while hold() waits for real work', async () => {
    const clock = new FakeClock();
    let seen = 0;
    const work = async () => {
      await clock.delay(1, signal);
      await clock.hold(crypto.subtle.digest('SHA-256', new Uint8Array(100)));
      seen = clock.elapsed;
    };
    void work();
    await clock.advance(10);
    expect(seen).toBe(1);
  });

  test('FakeClock moves the clocks apart when the machine sleeps and when the clock is set back or forward', async () => {
    const clock = new FakeClock({ now: 0 });
    let fired = false;
    void clock.delay(100, signal).then(() => {
      fired = true;
    });
    clock.suspend(1_000);
    clock.setBack(300);
    clock.setForward(50);
    await clock.advance(99);
    expect([clock.now(), clock.elapsed, fired]).toEqual([849, 99, false]);
  });

  test('FakeClock rejects a delay with the reason of the abort', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const delays = [clock.delay(1, stop.signal), clock.delay(2, stop.signal)];
    stop.abort('over');
    expect(await Promise.allSettled(delays)).toEqual(
      Array(2).fill({ status: 'rejected', reason: 'over' }),
    );
    await expect(clock.delay(1, stop.signal)).rejects.toBe('over');
    expect(clock.sleepers).toBe(0);
  });

  test('FakeClock rejects runUntil() when the condition cannot come true, and when something spins', async () => {
    const clock = new FakeClock();
    await expect(clock.runUntil(() => false)).rejects.toThrow('nothing waits');
    void clock.delay(2_000, signal);
    await expect(clock.runUntil(() => false, { withinMs: 1_000 })).rejects.toThrow(
      '1000 ms passed',
    );
    const stop = new AbortController();
    const spin = async () => {
      while (!stop.signal.aborted) await clock.delay(0, signal);
    };
    void spin();
    await expect(clock.advance(1)).rejects.toThrow('spins');
    stop.abort();
  });
});
