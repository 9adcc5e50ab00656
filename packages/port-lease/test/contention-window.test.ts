import { expect, test } from 'vitest';
import { SinkPublisher } from '../src/index.ts';
import { FakeClock } from './fake-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The kinds of events of a sink that had to be repaired at these times, in minutes from the start. */
async function repairedAt(minutes: readonly number[]): Promise<string[]> {
  const clock = new FakeClock();
  const stop = new AbortController();
  const left = [...minutes];
  const events: string[] = [];
  const sink = {
    name: 'sink',
    reconcileEveryMs: MINUTE / 2,
    publish: async () => {},
    async reconcile() {
      const isDue = clock.elapsed === (left[0] ?? Number.NaN) * MINUTE;
      if (isDue) left.shift();
      return isDue ? ('repaired' as const) : ('in-sync' as const);
    },
  };
  const publisher = new SinkPublisher<number>({
    sinks: [sink],
    clock,
    signal: stop.signal,
    onEvent: ({ type }) => events.push(type),
  });
  publisher.publish(1);
  await clock.advance(((minutes.at(-1) ?? 0) + 1) * MINUTE);
  stop.abort();
  return events;
}

const repairs = (count: number) => Array<string>(count).fill('repaired');

test.each([
  ['4 repairs within 10 minutes', 'a contention', [5, 8, 11, 15]],
  [
    '4 repairs of which the first is 10.5 minutes older than the last',
    'not a contention',
    [5, 8, 11, 15.5],
  ],
  ['3 repairs, and 3 more after 10 minutes', 'not a contention', [1, 2, 3, 14, 15, 16]],
  ['3 repairs in the first minutes and the fourth much later', 'not a contention', [1, 2, 3, 300]],
  ['4 repairs within 10 minutes after days without any', 'a contention', [3000, 3003, 3006, 3010]],
])('%s are %s', async (_, verdict, minutes) => {
  expect(await repairedAt(minutes)).toEqual([
    'published',
    ...repairs(minutes.length),
    ...(verdict === 'a contention' ? ['contended'] : []),
  ]);
});

test('after a contention the sink is left alone for exactly an hour', async () => {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  const checks: number[] = [];
  const sink = {
    name: 'sink',
    reconcileEveryMs: MINUTE,
    publish: async () => {},
    async reconcile() {
      checks.push(clock.elapsed / MINUTE);
      return 'repaired' as const;
    },
  };
  const publisher = new SinkPublisher<number>({ sinks: [sink], clock, signal });
  publisher.publish(1);
  await clock.advance(4 * MINUTE + HOUR - 1);
  expect(checks).toEqual([1, 2, 3, 4]);
  await clock.advance(1 + 3 * MINUTE);
  expect(checks).toEqual([1, 2, 3, 4, 64, 65, 66, 67]);
});
