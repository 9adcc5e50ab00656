import type { PortSink } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { announcement } from '../../port-sinks/test/announcement.ts';
import { type OnceRun, type RunOnceOptions, runOnce } from './run-once.ts';

function setUp() {
  const { log, lines } = recordedLog();
  const process = new AbortController();
  const given: number[] = [];
  const good = {
    name: 'good',
    publish: async ({ port }: PortAnnouncement) => void given.push(port),
  };
  const bad = { name: 'bad', publish: () => Promise.reject(new Error('It is full')) };
  const run = (
    sinks: readonly PortSink<PortAnnouncement>[],
    work: (run: OnceRun) => Promise<void>,
    more: Partial<RunOnceOptions> = {},
  ) => runOnce({ app: { log, signal: process.signal }, sinks, missing: 'No port', ...more }, work);
  return { run, good, bad, given, lines, process };
}

async function obtain({ publisher, delivered }: OnceRun): Promise<void> {
  publisher.publish(announcement({ port: 54_321 }));
  await delivered();
}

/** Work that continues until it is stopped, like a lease loop. */
function wait({ signal }: OnceRun): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

test('a run ends once every sink has taken the port', async () => {
  const { run, good, given } = setUp();
  let ended: AbortSignal | undefined;
  await run([good], async (once) => {
    ended = once.signal;
    await obtain(once);
  });
  expect(given).toEqual([54_321]);
  expect(ended?.aborted).toBe(true);
});

test('a sink that fails ends the run with exit code 1, and its log line announces no retry', async () => {
  const { run, good, bad, lines } = setUp();
  await expect(run([good, bad], obtain)).rejects.toMatchObject({
    code: 1,
    message: 'bad did not get the port; the log says why',
  });
  expect(lines).toContainEqual(expect.stringMatching(/^WARN bad .*It is full$/));
});

test('a run that gets no port in time ends with exit code 1', async () => {
  const { run, good } = setUp();
  await expect(run([good], wait, { longestMs: 10 })).rejects.toMatchObject({
    code: 1,
    message: 'No port within 0.01 seconds; the log says why',
  });
});

test('the time limit of a run no longer applies once it has a port', async () => {
  const { run, given } = setUp();
  const slow = {
    name: 'slow',
    async publish({ port }: PortAnnouncement) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      given.push(port);
    },
  };
  await run([slow], obtain, { longestMs: 20 });
  expect(given).toEqual([54_321]);
});

test('an error that no retry can fix ends the run, with the advice of the error', async () => {
  const { run } = setUp();
  const refused = Object.assign(new Error('Refused; look it up'), {
    code: 'NO',
    advice: 'look it up',
  });
  const refusedRun = run([], async (once) => {
    once.giveUp(refused, 'No luck');
  });
  await expect(refusedRun).rejects.toMatchObject({
    code: 1,
    message: 'No luck: NO: Refused; look it up',
  });
});

test('a run that is stopped rejects with the reason of the stop', async () => {
  const { run, process } = setUp();
  const over = run([], wait);
  process.abort(new Error('Stopped by SIGTERM'));
  await expect(over).rejects.toThrow('Stopped by SIGTERM');
});
