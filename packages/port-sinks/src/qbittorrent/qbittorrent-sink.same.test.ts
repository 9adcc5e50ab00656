import { SinkPublisher, systemClock } from '@portkeep/port-lease';
import { expect, onTestFinished, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { setUp, sinkOf } from '../../test/sink-place.ts';

const { sink } = sinkOf('http://127.0.0.1:1', {});
const before = keptPort({ tunnelAddress: '10.0.0.2' });

test.each([
  ['a new port in the same tunnel', { port: 40_000 }],
  ['the same port in another tunnel', { tunnelIdentity: 'tun0#8' }],
  ['another address of the same tunnel', { tunnelAddress: '10.0.0.3' }],
])('for qBittorrent, %s is a change', (_, change) => {
  const after = { ...before, ...change };
  expect([sink.same(before, after), sink.same(after, before)]).toEqual([false, false]);
});

test('for qBittorrent, a renewal of the same port in the same tunnel is no change', () => {
  const renewed = { renewedAt: 1, renewAt: 2, expiresAt: 3, hostname: 'server43' };
  expect(sink.same(before, { ...before, ...renewed })).toBe(true);
});

test('a new port in the same tunnel reaches qBittorrent', async () => {
  const place = await setUp();
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const { signal } = stop;
  const publisher = new SinkPublisher({ sinks: [place.sink], signal, clock: systemClock });
  for (const port of [54_321, 40_000]) {
    publisher.publish(keptPort({ port }));
    await publisher.settled();
    expect(place.simulator.listeningPort).toBe(port);
  }
});
