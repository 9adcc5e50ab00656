import { describe, expect, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { setUp } from '../../test/sink-place.ts';

const { signal } = new AbortController();

describe('the port that trackers receive', () => {
  test('the port that trackers receive is the port that the sink sets, although an announced port was left over', async () => {
    const { sink, simulator } = await setUp();
    simulator.changePreferenceByHand({ announce_port: 40_999 });
    await sink.publish(keptPort(), { signal });
    expect(simulator.announcedPort).toBe(54_321);
    expect(simulator.reannounces.at(-1)?.port).toBe(54_321);
  });

  test('the port that trackers receive is repaired when an announced port is set by hand', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(keptPort(), { signal });
    simulator.changePreferenceByHand({ announce_port: 40_999 });
    expect(await sink.reconcile(keptPort(), { signal })).toBe('repaired');
    expect(simulator.reannounces.map(({ port }) => port)).toEqual([54_321, 54_321]);
  });

  test('the port that trackers receive never changes while the listener is reopened in the mode announce', async () => {
    const { sink, simulator } = await setUp({ mode: 'announce' });
    await sink.publish(keptPort(), { signal });
    await sink.publish(keptPort({ tunnelIdentity: '10.0.0.9' }), { signal });
    expect(new Set(simulator.reannounces.map(({ port }) => port))).toEqual(new Set([54_321]));
  });

  test('the port that trackers receive is set once although the answer takes longer than the client waits', async () => {
    const { sink, simulator } = await setUp({ timeoutMs: 300 });
    simulator.setFault({ kind: 'slow', delayMs: 30_000, path: 'torrents/reannounce' });
    await sink.publish(keptPort(), { signal });
    expect(await sink.reconcile(keptPort(), { signal })).toBe('in-sync');
    expect(simulator.reannounces).toHaveLength(1);
  });
});
