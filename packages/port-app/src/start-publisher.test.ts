import { afterEach, expect, test } from 'vitest';
import { keptPort } from '../../port-lease/test/kept-port.ts';
import { setUp } from '../test/status-of-lease.ts';
import { startPublisher } from './start-publisher.ts';

const stop = new AbortController();
afterEach(() => stop.abort());

test('the status and the log include each sink as soon as its publisher has started', async () => {
  const { status } = setUp();
  const logged: string[] = [];
  const events = {
    sink: ({ type, sink }: { type: string; sink: string }) => void logged.push(`${sink} ${type}`),
  };
  const sinks = [{ name: 'port-file', publish: async () => {} }];
  const publisher = startPublisher({ sinks, signal: stop.signal, status, events });
  expect(status.status().sinks).toMatchObject({ 'port-file': { in_sync: false } });
  publisher.publish(keptPort());
  await publisher.settled();
  expect(status.status().sinks).toMatchObject({ 'port-file': { in_sync: true } });
  expect(status.metrics()).toContain(
    'portkeep_sink_updates_total{sink="port-file",result="success"} 1',
  );
  expect(logged).toEqual(['port-file published']);
});

test('a later publisher replaces the one before', () => {
  const { status } = setUp();
  const events = { sink() {} };
  const start = (name: string) =>
    startPublisher({
      sinks: [{ name, publish: async () => {} }],
      signal: stop.signal,
      status,
      events,
    });
  start('first');
  start('second');
  expect(status.status().sinks).toEqual({ second: expect.anything() });
});
