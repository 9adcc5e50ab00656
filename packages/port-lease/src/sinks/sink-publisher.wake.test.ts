import { describe, expect, test } from 'vitest';
import { RecordedSink } from '../../test/recorded-sink.ts';
import { fails, start } from '../../test/started-publisher.ts';

describe('SinkPublisher.wake()', () => {
  test('SinkPublisher.wake() retries every waiting sink at once, even one whose error put it off, and restarts the backoff', async () => {
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

  test('SinkPublisher.wake() makes one more attempt right after a running one that fails', async () => {
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
