import { describe, expect, test, vi } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { hang } from '../../test/recorded-lease.ts';
import { RecordedSink } from '../../test/recorded-sink.ts';
import { down, fails, start, works } from '../../test/started-publisher.ts';
import { SinkPublisher } from './sink-publisher.ts';

describe('SinkPublisher.publish()', () => {
  test('SinkPublisher.publish() delivers every change to every sink in order', async () => {
    const sinks = [new RecordedSink('a'), new RecordedSink('b')];
    const { clock, publisher, events } = start(...sinks);
    for (const value of [1, 2, 3]) publisher.publish(value);
    expect(sinks.map(({ values }) => values)).toEqual([[], []]);
    await clock.flush();
    for (const { values } of sinks) expect(values).toEqual([1, 2, 3]);
    expect(events.filter(({ sink }) => sink === 'a')).toEqual(
      [1, 2, 3].map((value) => ({ sink: 'a', type: 'published', value })),
    );
    expect(publisher.states()).toEqual({ a: { inSync: true }, b: { inSync: true } });
  });

  test('SinkPublisher.publish() skips a value that the sink already holds', async () => {
    const plain = new RecordedSink('plain');
    const coarse = Object.assign(new RecordedSink('coarse'), {
      same: (a: number, b: number) => Math.floor(a) === Math.floor(b),
    });
    const { clock, publisher } = start(plain, coarse);
    for (const value of [1, 1, 1.5, 2]) publisher.publish(value);
    await clock.flush();
    expect(plain.values).toEqual([1, 1.5, 2]);
    expect(coarse.values).toEqual([1, 2]);
    expect(publisher.states().coarse?.inSync).toBe(true);
  });

  test('SinkPublisher.publish() returns to an earlier value while the one in between is being delivered', async () => {
    const sink = new RecordedSink();
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.flush();
    sink.answer = (_, signal) => clock.delay(1_000, signal);
    publisher.publish(2);
    await clock.flush();
    publisher.publish(1);
    await clock.advance(10_000);
    expect(sink.values).toEqual([1, 2, 1]);
    expect(publisher.states().sink).toEqual({ inSync: true });
  });

  test('SinkPublisher.publish() does not even wake the worker of a sink that already holds the value', async () => {
    const sink = new RecordedSink('a');
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.flush();
    const waits = vi.spyOn(clock, 'delay');
    publisher.publish(1);
    await clock.flush();
    expect(waits).not.toHaveBeenCalled();
    expect(sink.values).toEqual([1]);
  });

  test('SinkPublisher.publish() goes on when a listener throws, and its error surfaces as uncaught', async () => {
    const sink = new RecordedSink();
    const clock = new FakeClock();
    const surfaced: unknown[] = [];
    const real = globalThis.queueMicrotask;
    globalThis.queueMicrotask = (task) => {
      try {
        task();
      } catch (error) {
        surfaced.push(error);
      }
    };
    const publisher = new SinkPublisher<number>({
      sinks: [sink],
      clock,
      signal: new AbortController().signal,
      onEvent: () => {
        throw down;
      },
    });
    publisher.publish(1);
    publisher.publish(2);
    await clock.flush();
    globalThis.queueMicrotask = real;
    expect(sink.values).toEqual([1, 2]);
    expect(surfaced).toEqual([down, down]);
  });

  test('SinkPublisher.publish() refuses two sinks with the same name', () => {
    expect(() => start(new RecordedSink('a'), new RecordedSink('a'))).toThrow(RangeError);
  });
});

describe('SinkPublisher when it ends', () => {
  test('SinkPublisher stops every worker at once when it ends, during an attempt, a retry or a rest, and reports nothing more', async () => {
    const sinks = [
      new RecordedSink('hangs'),
      new RecordedSink('retries'),
      new RecordedSink('rests'),
    ];
    const { clock, stop, publisher, events } = start(...sinks);
    for (const [index, answer] of [hang, fails, works].entries()) {
      Object.assign(sinks[index] ?? expect.fail(), { answer });
    }
    publisher.publish(1);
    await clock.flush();
    const told = events.length;
    stop.abort(new Error('over'));
    publisher.publish(2);
    await clock.flush();
    expect(clock.sleepers).toBe(0);
    await clock.advance(1_000_000);
    expect(sinks.map(({ values }) => values)).toEqual([[1], [1], [1]]);
    expect(sinks[0]?.seen[0]?.signal.reason).toBe(stop.signal.reason);
    expect(events.length).toBe(told);
  });
});
