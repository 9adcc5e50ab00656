import { describe, expect, test } from 'vitest';
import { announcement } from '../../test/announcement.ts';
import { setUp } from '../../test/sink-place.ts';

const { signal } = new AbortController();

describe('the port that trackers receive', () => {
  test('the port that trackers receive is the port that the sink sets, although an announced port was left over', async () => {
    const { sink, simulator } = await setUp();
    simulator.changePreferenceByHand({ announce_port: 40_999 });
    await sink.publish(announcement(), { signal });
    expect(simulator.announcedPort).toBe(54_321);
    expect(simulator.reannounces.at(-1)?.port).toBe(54_321);
  });

  test('the port that trackers receive is repaired when an announced port is set by hand', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(announcement(), { signal });
    simulator.changePreferenceByHand({ announce_port: 40_999 });
    expect(await sink.reconcile(announcement(), { signal })).toBe('repaired');
    expect(simulator.reannounces.map(({ port }) => port)).toEqual([54_321, 54_321]);
  });

  test('the port that trackers receive never changes while the listener is reopened in the mode announce', async () => {
    const { sink, simulator } = await setUp({ mode: 'announce' });
    await sink.publish(announcement(), { signal });
    await sink.publish(announcement({ binding: '10.0.0.9' }), { signal });
    expect(new Set(simulator.reannounces.map(({ port }) => port))).toEqual(new Set([54_321]));
  });

  test('the port that trackers receive is set once although the answer takes longer than the client waits', async () => {
    const { sink, simulator } = await setUp({ timeoutMs: 300 });
    simulator.setFault({ kind: 'slow', delayMs: 30_000, path: 'torrents/reannounce' });
    await sink.publish(announcement(), { signal });
    expect(await sink.reconcile(announcement(), { signal })).toBe('in-sync');
    expect(simulator.reannounces).toHaveLength(1);
  });
});
