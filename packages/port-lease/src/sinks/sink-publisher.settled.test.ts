import { describe, expect, test } from 'vitest';
import { hang } from '../../test/recorded-lease.ts';
import { RecordedSink } from '../../test/recorded-sink.ts';
import { fails, start, works } from '../../test/started-publisher.ts';

describe('SinkPublisher.settled()', () => {
  test('SinkPublisher.settled() resolves with the states when each sink is in sync or has failed', async () => {
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

  test('SinkPublisher.settled() waits for the newest value when an older one failed', async () => {
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

  test('SinkPublisher.settled() resolves at once without sinks, before the first value, and after the abort', async () => {
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
