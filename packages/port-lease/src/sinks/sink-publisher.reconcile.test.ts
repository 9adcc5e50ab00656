import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { RecordedSink } from '../../test/recorded-sink.ts';
import { secondsLadder } from '../lease/seconds-ladder.ts';
import type { PortSink } from './port-sink.ts';
import type { SinkEvent } from './sink-event.ts';
import { SinkPublisher } from './sink-publisher.ts';

const MINUTE = 60_000;
const backoff = secondsLadder([1, 2, 5, 10, 30, 60], { jitter: 0 });

class DriftingSink extends RecordedSink implements PortSink<number> {
  /** Monotonic times of the reconciliations. */
  readonly checks: number[] = [];
  readonly reconcileEveryMs: number | undefined;
  find: () => Promise<'in-sync' | 'repaired'> = async () => 'in-sync';
  withdrawals = 0;
  readonly #clock: FakeClock;

  constructor(clock: FakeClock, reconcileEveryMs?: number) {
    super();
    this.#clock = clock;
    this.reconcileEveryMs = reconcileEveryMs;
  }

  reconcile(): Promise<'in-sync' | 'repaired'> {
    this.checks.push(this.#clock.elapsed);
    return this.find();
  }

  async withdraw(): Promise<void> {
    await this.answer(0, new AbortController().signal);
    this.withdrawals++;
    this.holds = undefined;
  }
}

function start(reconcileEveryMs?: number) {
  const clock = new FakeClock();
  const sink = new DriftingSink(clock, reconcileEveryMs);
  const events: SinkEvent<number>[] = [];
  const publisher = new SinkPublisher<number>({
    sinks: [sink],
    clock,
    backoff,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
  });
  const types = () => events.map(({ type }) => type);
  return { clock, sink, events, types, publisher };
}

describe('SinkPublisher with reconcile()', () => {
  test('SinkPublisher runs reconcile() every minute while the sink is in sync, never before the first value', async () => {
    const { clock, sink, publisher } = start();
    await clock.advance(5 * MINUTE);
    expect(sink.checks).toEqual([]);
    publisher.publish(1);
    await clock.advance(3 * MINUTE);
    expect(sink.checks).toEqual([6 * MINUTE, 7 * MINUTE, 8 * MINUTE]);
  });

  test('SinkPublisher runs reconcile() as often as the sink asks for, but never in a tight loop', async () => {
    for (const [asked, times] of [
      [10_000, 6],
      [0, 60],
    ] as const) {
      const { clock, sink, publisher } = start(asked);
      publisher.publish(1);
      await clock.advance(MINUTE);
      expect(sink.checks.length).toBe(times);
    }
  });

  test('SinkPublisher does not run reconcile() while a value is pending', async () => {
    const { clock, sink, publisher } = start();
    publisher.publish(1);
    await clock.flush();
    sink.answer = () => Promise.reject(new Error('down'));
    publisher.publish(2);
    await clock.advance(10 * MINUTE);
    expect(sink.checks).toEqual([]);
  });

  test('SinkPublisher reports a repair and stays in sync', async () => {
    const { clock, sink, publisher, events } = start();
    publisher.publish(1);
    sink.find = async () => 'repaired';
    await clock.advance(MINUTE);
    expect(events.at(-1)).toEqual({ sink: 'sink', type: 'repaired', value: 1 });
    expect(publisher.states().sink).toEqual({ inSync: true });
  });

  test('SinkPublisher shows the sink out of sync when reconcile() throws, retries with backoff and recovers', async () => {
    const { clock, sink, publisher, types } = start();
    publisher.publish(1);
    sink.find = () => Promise.reject(Object.assign(new Error('no answer'), { code: 'GONE' }));
    await clock.advance(MINUTE + 4_000);
    expect(sink.checks).toEqual([60_000, 61_000, 63_000]);
    expect(publisher.states().sink).toMatchObject({ inSync: false, code: 'GONE' });
    sink.find = async () => 'in-sync';
    await clock.advance(4_000);
    expect(publisher.states().sink).toEqual({ inSync: true });
    expect(types()).toEqual(['published', 'failed', 'failed', 'failed']);
    await clock.advance(MINUTE);
    expect(sink.checks.at(-1)).toBe(128_000);
  });

  test('SinkPublisher runs reconcile() at once on wake()', async () => {
    const { clock, sink, publisher } = start();
    publisher.publish(1);
    await clock.advance(1_000);
    publisher.wake();
    await clock.flush();
    expect(sink.checks).toEqual([1_000]);
  });
});

describe('SinkPublisher with a sink that another program changes too', () => {
  test('SinkPublisher leaves a sink alone for an hour after more than 3 repairs within 10 minutes', async () => {
    const { clock, sink, publisher, types } = start();
    const begin = clock.now();
    publisher.publish(1);
    sink.find = async () => 'repaired';
    await clock.advance(3 * MINUTE);
    expect(publisher.states().sink).toEqual({ inSync: true });
    await clock.advance(60 * MINUTE);
    expect(types()).toEqual(['published', ...Array(4).fill('repaired'), 'contended']);
    expect(publisher.states().sink).toMatchObject({
      inSync: false,
      code: 'CONTENDED',
      retryAt: begin + 64 * MINUTE,
    });
    sink.find = async () => 'in-sync';
    await clock.advance(MINUTE);
    expect(sink.checks.length).toBe(5);
    expect(publisher.states().sink).toEqual({ inSync: true });
  });

  test('SinkPublisher keeps repairing a sink that another program changes less often', async () => {
    const { clock, sink, publisher, types } = start(4 * MINUTE);
    publisher.publish(1);
    sink.find = async () => 'repaired';
    await clock.advance(400 * MINUTE);
    expect(types().filter((type) => type === 'repaired').length).toBe(100);
    expect(types()).not.toContain('contended');
  });

  test('SinkPublisher publishes a new value even to a sink that it leaves alone', async () => {
    const { clock, sink, publisher } = start();
    publisher.publish(1);
    sink.find = async () => 'repaired';
    await clock.advance(5 * MINUTE);
    publisher.publish(2);
    await clock.flush();
    expect(sink.holds).toBe(2);
    expect(publisher.states().sink?.code).toBe('CONTENDED');
    expect(sink.checks.length).toBe(4);
  });

  test('SinkPublisher repairs a sink that it left alone on wake(), and starts counting again', async () => {
    const { clock, sink, publisher } = start();
    publisher.publish(1);
    sink.find = async () => 'repaired';
    await clock.advance(5 * MINUTE);
    publisher.wake();
    await clock.advance(2 * MINUTE);
    expect(sink.checks.length).toBe(7);
    expect(publisher.states().sink).toEqual({ inSync: true });
  });
});

describe('SinkPublisher.withdraw()', () => {
  test('SinkPublisher.withdraw() removes the value in order, stops reconciling and can publish the same value again', async () => {
    const { clock, sink, publisher, types } = start();
    publisher.publish(1);
    publisher.withdraw();
    publisher.withdraw();
    await clock.advance(5 * MINUTE);
    expect([sink.holds, sink.withdrawals, sink.checks.length]).toEqual([undefined, 1, 0]);
    expect(publisher.states().sink).toEqual({ inSync: true });
    publisher.publish(1);
    await clock.flush();
    expect(sink.values).toEqual([1, 1]);
    expect(types()).toEqual(['published', 'withdrawn', 'published']);
  });

  test('SinkPublisher.withdraw() retries like publish(), and gives up for a newer value', async () => {
    const { clock, sink, publisher } = start();
    publisher.publish(1);
    await clock.flush();
    sink.answer = () => Promise.reject(new Error('down'));
    publisher.withdraw();
    await clock.flush();
    expect(publisher.states().sink?.message).toBe('down');
    publisher.publish(2);
    sink.answer = async () => {};
    await clock.advance(1_000);
    expect([sink.holds, sink.withdrawals]).toEqual([2, 0]);
  });

  test('SinkPublisher.withdraw() skips a sink that cannot withdraw', async () => {
    const clock = new FakeClock();
    const sink = new RecordedSink();
    const publisher = new SinkPublisher<number>({
      sinks: [sink],
      clock,
      signal: new AbortController().signal,
    });
    publisher.publish(1);
    publisher.withdraw();
    publisher.publish(1);
    await clock.flush();
    expect(sink.values).toEqual([1]);
  });
});
