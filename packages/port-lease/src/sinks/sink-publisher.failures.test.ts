import { describe, expect, test } from 'vitest';
import { hang } from '../../test/recorded-lease.ts';
import { RecordedSink } from '../../test/recorded-sink.ts';
import { down, fails, start, works } from '../../test/started-publisher.ts';

describe('SinkPublisher.publish()', () => {
  test('SinkPublisher.publish() keeps the newest value after a failure and retries it until the sink holds it', async () => {
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

  test('SinkPublisher.publish() delivers a value that arrives while the retry of another one is under way', async () => {
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

  test('SinkPublisher.publish() publishes the old value again after a newer one failed, which may have reached the sink', async () => {
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
    expect(sink.values).toEqual([1, 2, 1]);
  });

  test.each([
    [86_400_000, 86_400_000],
    [null, undefined],
  ])(
    'SinkPublisher.publish() shows the time at which the sink says it will retry (%s), and keeps its own schedule',
    async (...at) => {
      const [retryAt, shown] = at;
      const sink = new RecordedSink();
      sink.answer = () => Promise.reject(Object.assign(new Error('held back'), { retryAt }));
      const { clock, publisher, events } = start(sink);
      publisher.publish(1);
      await clock.advance(4_000);
      expect(events.map((event) => event.retryAt)).toEqual([shown, shown, shown]);
      expect(Object.values(publisher.states())[0]?.retryAt).toBe(shown);
      expect(sink.values).toEqual([1, 1, 1]);
    },
  );

  test('SinkPublisher.publish() shows a failure in the state with its code and the next try, and backs off', async () => {
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

  test('SinkPublisher.publish() waits at least the time that an error asks for', async () => {
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

  test.each(['nothing', null, 7])(
    'SinkPublisher.publish() treats a rejection with %s as a failure too',
    async (thrown) => {
      const sink = new RecordedSink();
      sink.answer = () => Promise.reject(thrown);
      const { clock, publisher } = start(sink);
      publisher.publish(1);
      await clock.flush();
      expect(publisher.states().sink?.message).toBe(String(thrown));
    },
  );

  test('SinkPublisher.publish() aborts a sink that hangs after 90 s, and never keeps the other sinks waiting', async () => {
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
    expect(stuck.seen[0]?.signal.reason).toMatchObject({
      code: 'SINK_TIMEOUT',
      advice: 'check that it answers',
      message: expect.stringMatching(/: no result within .+ s; check that it answers$/),
    });
    await clock.advance(1_000);
    expect(stuck.values).toEqual([1, 2]);
    expect(clock.sleepers).toBe(2);
  });

  test('SinkPublisher.publish() allows an attempt to take 60 s', async () => {
    const hook = new RecordedSink('hook');
    const { clock, publisher } = start(hook);
    hook.answer = (_, signal) => clock.delay(60_000, signal);
    publisher.publish(1);
    await clock.advance(60_000);
    expect(publisher.states().hook?.inSync).toBe(true);
  });
});
