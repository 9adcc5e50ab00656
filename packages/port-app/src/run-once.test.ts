import type { KeptPort, PortSink } from '@portkeep/port-lease';
import { expect, test } from 'vitest';
import { recordedLog } from '../../app-host/test/recorded-log.ts';
import { keptPort } from '../../port-lease/test/kept-port.ts';
import { type RunOnceOptions, runOnce } from './run-once.ts';
import { type KeepPortOptions, type PortEvent, portEvent } from './source/port-source.ts';

type Source = RunOnceOptions['source'];

/** A source that gets the port at once. */
const LEASE = { value: keptPort({ port: 54_321 }), renewAt: 0, expiresAt: 0 };
const good: Source = source(async function* () {
  yield portEvent({ type: 'acquired', lease: LEASE });
});

/** A source that gets nothing until it is stopped. */
const mute: Source = source(async function* ({ signal }) {
  await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
});

function source(events: (options: KeepPortOptions) => AsyncIterable<PortEvent>): Source {
  return {
    keep: (options) => ({ events: events(options) }),
    isFinal: (error) => error instanceof Error && 'advice' in error,
  };
}

function setUp() {
  const { log, lines } = recordedLog();
  const process = new AbortController();
  const given: number[] = [];
  const fine = {
    name: 'fine',
    publish: async ({ port }: KeptPort) => void given.push(port),
  };
  const full = { name: 'full', publish: () => Promise.reject(new Error('It is full')) };
  const run = (
    source: Source,
    sinks: readonly PortSink<KeptPort>[],
    more: Partial<RunOnceOptions> = {},
    around?: Parameters<typeof runOnce>[1],
  ) =>
    runOnce(
      { app: { log, signal: process.signal }, source, sinks, missing: 'No port', ...more },
      around,
    );
  return { run, fine, full, given, lines, process };
}

test('a run ends once every sink has taken the port', async () => {
  const { run, fine, given } = setUp();
  let options: KeepPortOptions | undefined;
  const watched: Source = {
    ...good,
    keep: (each) => {
      options = each;
      return good.keep(each);
    },
  };
  await run(watched, [fine]);
  expect(given).toEqual([54_321]);
  expect(options?.signal.aborted).toBe(true);
});

test('a sink that fails ends the run with exit code 1, and its log line announces no retry', async () => {
  const { run, fine, full, lines } = setUp();
  await expect(run(good, [fine, full])).rejects.toMatchObject({
    code: 1,
    message: 'full did not get the port; the log says why',
  });
  expect(lines).toContainEqual(expect.stringMatching(/^WARN .*to full: It is full$/));
});

test('a run that gets no port in time ends with exit code 1', async () => {
  const { run, fine } = setUp();
  await expect(run(mute, [fine], { longestMs: 10 })).rejects.toMatchObject({
    code: 1,
    message: 'No port within 0.01 seconds; the log says why',
  });
});

test('the time limit of a run no longer applies once it has a port', async () => {
  const { run, given } = setUp();
  const slow = {
    name: 'slow',
    async publish({ port }: KeptPort) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      given.push(port);
    },
  };
  await run(good, [slow], { longestMs: 20 });
  expect(given).toEqual([54_321]);
});

test('an error that the source calls final ends the run, with the advice of the error', async () => {
  const { run, lines } = setUp();
  const error = Object.assign(new Error('Refused; look it up'), {
    code: 'NO',
    advice: 'look it up',
  });
  const refused = source(async function* () {
    yield portEvent({ type: 'failed', error, attempt: 1, retryAt: 0 });
  });
  await expect(run(refused, [])).rejects.toMatchObject({
    code: 1,
    message: 'NO: Refused; look it up',
  });
  expect(lines).toEqual([]);
});

test('a failure after which no attempt is possible in time ends the run at once', async () => {
  const { run } = setUp();
  const events = async function* () {
    yield portEvent({ type: 'failed', error: new Error('Wait an hour'), attempt: 1, retryAt: 0 });
  };
  const blocked: Source = {
    ...good,
    keep: () => ({ events: events(), blockedUntil: () => Number.MAX_SAFE_INTEGER }),
  };
  await expect(run(blocked, [])).rejects.toMatchObject({
    code: 1,
    message: expect.stringContaining('Wait an hour'),
  });
});

test.each([
  [undefined, 1],
  [true, 0],
])('a failure is logged unless the source logs itself (%s)', async (logsItself, count) => {
  const { run, lines } = setUp();
  const twice = source(async function* () {
    yield portEvent({ type: 'failed', error: new Error('Not yet'), attempt: 1, retryAt: 0 });
    yield portEvent({ type: 'acquired', lease: LEASE });
  });
  await run({ ...twice, logsItself }, []);
  expect(lines.filter((line) => line.includes('Not yet'))).toHaveLength(count);
});

test('a run around which the app gives up ends with the reason, and asks for no port', async () => {
  const { run, given, fine } = setUp();
  const over = run(good, [fine], {}, async ({ giveUp }) => giveUp(new Error('Taken'), 'No luck'));
  await expect(over).rejects.toMatchObject({
    code: 1,
    message: expect.stringMatching(/^No luck: Taken/),
  });
  expect(given).toEqual([]);
});

test('a run that is stopped rejects with the reason of the stop', async () => {
  const { run, process } = setUp();
  const over = run(mute, []);
  process.abort(new Error('Stopped by SIGTERM'));
  await expect(over).rejects.toThrow('Stopped by SIGTERM');
});
