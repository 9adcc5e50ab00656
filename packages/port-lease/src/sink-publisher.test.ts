import { describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../test/fake-clock.ts';
import { hang } from '../test/recorded-lease.ts';
import { RecordedSink } from '../test/recorded-sink.ts';
import { ladder } from './ladder.ts';
import type { PortSink } from './port-sink.ts';
import type { SinkEvent } from './sink-event.ts';
import { SinkPublisher } from './sink-publisher.ts';

const backoff = ladder([1, 2, 5, 10, 30, 60], { jitter: 0 });
const down = Object.assign(new Error('the sink is down'), { code: 'SINK_DOWN' });
const fails = () => Promise.reject(down);
const works = async () => {};

function start(...sinks: PortSink<number>[]) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const events: SinkEvent<number>[] = [];
  const publisher = new SinkPublisher({
    sinks,
    clock,
    backoff,
    signal: stop.signal,
    onEvent: (event) => events.push(event),
  });
  return { clock, stop, events, publisher };
}

describe('SinkPublisher.publish()', () => {
  it('brings every change to every sink in order, with what the sink held before', async () => {
    const sinks = [new RecordedSink('a'), new RecordedSink('b')];
    const { clock, publisher, events } = start(...sinks);
    for (const value of [1, 2, 3]) publisher.publish(value);
    expect(sinks.map(({ values }) => values)).toEqual([[], []]);
    await clock.flush();
    for (const { seen } of sinks) {
      expect(seen.map(({ value, previous }) => [value, previous])).toEqual([
        [1, undefined],
        [2, 1],
        [3, 2],
      ]);
    }
    expect(events.filter(({ sink }) => sink === 'a')).toEqual(
      [1, 2, 3].map((value) => ({ sink: 'a', type: 'published', value })),
    );
    expect(publisher.states()).toEqual({ a: { inSync: true }, b: { inSync: true } });
  });

  it('skips a value that the sink already holds', async () => {
    const plain = new RecordedSink('plain');
    const coarse = Object.assign(new RecordedSink('coarse'), {
      same: (a: number, b: number) => Math.floor(a) === Math.floor(b),
    });
    const { clock, publisher } = start(plain, coarse);
    for (const value of [1, 1, 1.5, 2]) publisher.publish(value);
    await clock.flush();
    expect(plain.values).toEqual([1, 1.5, 2]);
    expect(coarse.values).toEqual([1, 2]);
    expect(coarse.seen[1]?.previous).toBe(1);
    expect(publisher.states().coarse?.inSync).toBe(true);
  });

  it('does not even wake a sink for a value that it holds', async () => {
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

  it('keeps the newest value after a failure and tries it until the sink holds it', async () => {
    const sink = new RecordedSink();
    sink.answer = fails;
    const { clock, publisher, events } = start(sink);
    for (const value of [1, 2, 3]) publisher.publish(value);
    await clock.advance(1_500);
    expect(sink.values).toEqual([1, 3]);
    publisher.publish(4);
    sink.answer = works;
    await clock.advance(1_499);
    expect(sink.values).toEqual([1, 3]);
    await clock.advance(1);
    expect(sink.values).toEqual([1, 3, 4]);
    expect(events.map(({ type }) => type)).toEqual(['failed', 'failed', 'published']);
    await clock.advance(600_000);
    expect(sink.values.length).toBe(3);
  });

  it('delivers a value that came while the retry of another one was under way', async () => {
    const sink = new RecordedSink();
    sink.answer = fails;
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.flush();
    sink.answer = (_, signal) => clock.delay(10_000, signal);
    await clock.advance(2_000);
    publisher.publish(2);
    await clock.advance(30_000);
    expect(sink.values).toEqual([1, 1, 2]);
    expect(sink.holds).toBe(2);
  });

  it('publishes the old value again when a newer one failed, for it may have got through', async () => {
    const sink = new RecordedSink();
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.flush();
    sink.answer = fails;
    publisher.publish(2);
    await clock.flush();
    sink.answer = works;
    publisher.publish(1);
    await clock.advance(1_000);
    expect(sink.seen.map(({ value, previous }) => [value, previous])).toEqual([
      [1, undefined],
      [2, 1],
      [1, 1],
    ]);
  });

  it('shows a failure in the state with its code and the next try, and climbs the backoff', async () => {
    const sink = new RecordedSink();
    sink.answer = fails;
    const { clock, publisher, events } = start(sink);
    const begin = clock.now();
    publisher.publish(1);
    await clock.advance(20_000);
    const retries = events.map(({ retryAt = 0 }) => (retryAt - begin) / 1_000);
    expect(retries).toEqual([1, 3, 8, 18, 48]);
    expect(events[0]).toMatchObject({ type: 'failed', value: 1, error: down });
    expect(publisher.states().sink).toEqual({
      inSync: false,
      code: 'SINK_DOWN',
      message: 'the sink is down',
      retryAt: begin + 48_000,
    });
  });

  it('waits as long as an error asks for', async () => {
    const sink = new RecordedSink();
    sink.answer = () =>
      Promise.reject(Object.assign(new Error('later'), { retryAfterSeconds: 900 }));
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.advance(899_999);
    expect(sink.seen.length).toBe(1);
    await clock.advance(1);
    expect(sink.seen.length).toBe(2);
  });

  it.each(['nothing', null, 7])('takes %s for a failure as well', async (thrown) => {
    const sink = new RecordedSink();
    sink.answer = () => Promise.reject(thrown);
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.flush();
    expect(publisher.states().sink?.message).toBe(String(thrown));
  });

  it('cuts a sink that hangs after 90 s, and never keeps the others waiting', async () => {
    const [stuck, other] = [new RecordedSink('stuck'), new RecordedSink('other')];
    stuck.answer = hang;
    const { clock, publisher } = start(stuck, other);
    publisher.publish(1);
    publisher.publish(2);
    await clock.advance(89_999);
    expect(other.values).toEqual([1, 2]);
    expect(publisher.states().stuck).toEqual({ inSync: false });
    stuck.answer = works;
    await clock.advance(1);
    expect(publisher.states().stuck?.code).toBe('SINK_TIMEOUT');
    expect(stuck.seen[0]?.signal.reason).toMatchObject({ code: 'SINK_TIMEOUT' });
    await clock.advance(1_000);
    expect(stuck.values).toEqual([1, 2]);
    expect(clock.sleepers).toBe(2);
  });

  it('lets an attempt of 60 s pass', async () => {
    const hook = new RecordedSink('hook');
    const { clock, publisher } = start(hook);
    hook.answer = (_, signal) => clock.delay(60_000, signal);
    publisher.publish(1);
    await clock.advance(60_000);
    expect(publisher.states().hook?.inSync).toBe(true);
  });

  it('goes on when a listener throws, and lets its error surface', async () => {
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

  it('refuses two sinks of one name', () => {
    expect(() => start(new RecordedSink('a'), new RecordedSink('a'))).toThrow(RangeError);
  });
});

describe('SinkPublisher.wake()', () => {
  it('tries at once what waits, also what an error put off, from the first backoff step', async () => {
    const sink = new RecordedSink();
    sink.answer = () =>
      Promise.reject(Object.assign(new Error('later'), { retryAfterSeconds: 900 }));
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    await clock.advance(10_000);
    sink.answer = fails;
    publisher.wake();
    await clock.flush();
    expect(sink.seen.length).toBe(2);
    await clock.advance(1_000);
    expect(sink.seen.length).toBe(3);
  });

  it('during an attempt that fails leads to one more right after it', async () => {
    const sink = new RecordedSink();
    const { clock, publisher } = start(sink);
    sink.answer = (_, signal) => clock.delay(10_000, signal).then(fails);
    publisher.publish(1);
    await clock.advance(5_000);
    publisher.wake();
    await clock.advance(5_000);
    expect(sink.seen.length).toBe(2);
    expect(sink.mostAtOnce).toBe(1);
  });
});

describe('SinkPublisher.settled()', () => {
  it('resolves with the states when each sink is in sync or has failed', async () => {
    const [good, bad, slow] = [
      new RecordedSink('good'),
      new RecordedSink('bad'),
      new RecordedSink('slow'),
    ];
    const { clock, publisher } = start(good, bad, slow);
    bad.answer = fails;
    slow.answer = (_, signal) => clock.delay(5_000, signal);
    publisher.publish(1);
    let states: unknown;
    const settled = publisher.settled().then((result) => {
      states = result;
    });
    await clock.advance(4_999);
    expect(states).toBeUndefined();
    await clock.advance(1);
    await settled;
    expect(states).toMatchObject({
      good: { inSync: true },
      bad: { inSync: false, code: 'SINK_DOWN' },
      slow: { inSync: true },
    });
  });

  it('waits for the newest value when an older one failed', async () => {
    const sink = new RecordedSink();
    sink.answer = fails;
    const { clock, publisher } = start(sink);
    publisher.publish(1);
    publisher.publish(2);
    sink.answer = (value) => (value === 1 ? fails() : works());
    const settled = publisher.settled();
    await clock.advance(1_000);
    expect((await settled).sink?.inSync).toBe(true);
  });

  it('resolves at once without sinks, before the first value and after the abort', async () => {
    expect(await start().publisher.settled()).toEqual({});
    const sink = new RecordedSink();
    const { publisher, stop } = start(sink);
    expect(await publisher.settled()).toEqual({ sink: { inSync: false } });
    sink.answer = hang;
    publisher.publish(1);
    const settled = publisher.settled();
    stop.abort();
    expect((await settled).sink?.inSync).toBe(false);
  });
});

describe('SinkPublisher at its end', () => {
  it('ends all workers at once, in an attempt, a retry or a rest, and tells nothing more', async () => {
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
