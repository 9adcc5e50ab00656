import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { RecordedSink } from '../../test/recorded-sink.ts';
import { secondsLadder } from '../lease/seconds-ladder.ts';
import { SinkPublisher } from './sink-publisher.ts';

const backoff = secondsLadder([1, 2, 5, 10, 30, 60], { jitter: 0 });
const outcome = fc.record({
  kind: fc.constantFrom('works', 'works', 'fails', 'times out'),
  ms: fc.integer({ min: 0, max: 20_000 }),
});
const script = fc.record({
  sinks: fc.array(fc.array(outcome, { maxLength: 10 }), { minLength: 1, maxLength: 3 }),
  /** Times between changes; the values are 1, 2, 3 ... */
  gaps: fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 15 }),
  wakeAfter: fc.integer({ min: 0, max: 20 }),
});

function start(outcomes: readonly { kind: string; ms: number }[][]) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const failed = new Set<string>();
  const sinks = outcomes.map((script, index) => {
    const sink = new RecordedSink(`sink ${index}`);
    sink.answer = async (_, signal) => {
      const { kind, ms } = script[sink.seen.length - 1] ?? { kind: 'works', ms: 0 };
      await clock.delay(kind === 'times out' ? 1e9 : ms, signal);
      if (kind === 'fails') throw new Error('failed');
    };
    return sink;
  });
  const publisher = new SinkPublisher<number>({
    sinks,
    clock,
    backoff,
    signal: stop.signal,
    onEvent: ({ type, sink }) => {
      if (type === 'failed') failed.add(sink);
    },
  });
  return { clock, stop, sinks, publisher, failed };
}

describe('SinkPublisher, whatever happens', () => {
  test('SinkPublisher delivers every change to every sink in order, or the newest one after failures', async () => {
    await fc.assert(
      fc.asyncProperty(script, async ({ sinks: outcomes, gaps, wakeAfter }) => {
        const { clock, stop, sinks, publisher, failed } = start(outcomes);
        for (const [index, gap] of gaps.entries()) {
          publisher.publish(index + 1);
          if (index === wakeAfter) publisher.wake();
          await clock.advance(gap);
        }
        await clock.advance(3 * 3_600_000);

        const every = gaps.map((_, index) => index + 1);
        for (const sink of sinks) {
          expect(sink.holds).toBe(gaps.length);
          expect(sink.values).toEqual([...sink.values].sort((a, b) => a - b));
          expect(sink.mostAtOnce).toBe(1);
          expect(publisher.states()[sink.name]).toEqual({ inSync: true });
          if (!failed.has(sink.name)) expect(sink.values).toEqual(every);
        }
        await publisher.settled();
        stop.abort();
        await clock.flush();
        expect(clock.sleepers).toBe(0);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test('SinkPublisher stops at once on abort, and settled() resolves', async () => {
    await fc.assert(
      fc.asyncProperty(
        script,
        fc.integer({ min: 0, max: 200_000 }),
        async ({ sinks: outcomes, gaps }, after) => {
          const { clock, stop, sinks, publisher } = start(outcomes);
          for (const index of gaps.keys()) publisher.publish(index + 1);
          const settled = publisher.settled();
          await clock.advance(after);
          const seen = sinks.map(({ values }) => [...values]);
          stop.abort();
          await settled;
          expect(clock.sleepers).toBe(0);
          await clock.advance(1_000_000);
          expect(sinks.map(({ values }) => values)).toEqual(seen);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});
