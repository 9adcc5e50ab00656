import { FakeClock } from '@portkeep/port-lease/testing';
import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network } from '../../../../test/network-fixture.ts';
import { lackOfResources } from './lack-of-resources.ts';
import { LeadingTunnel } from './leading-tunnel.ts';
import type { NetworkSnapshot } from './network-snapshot.ts';
import { type NetworkEvent, type WatchNetworkOptions, watchNetwork } from './network-watch.ts';

const FIRST = network([LO, ETH0, device('tun0', 7, '10.9.155.222/32')]);
const SECOND = network([LO, ETH0, device('tun0', 8, '10.9.160.4/32')]);
const LONE = network([LO]);

function watch(start: NetworkSnapshot, options: Partial<WatchNetworkOptions> = {}) {
  const clock = new FakeClock();
  const controller = new AbortController();
  const events: NetworkEvent[] = [];
  const state = { snapshot: start, reads: 0 };
  const read = () => {
    state.reads++;
    return state.snapshot;
  };
  const tunnel = new LeadingTunnel({ read, sourceAddress: async () => undefined });
  const done = (async () => {
    const { signal } = controller;
    const all = watchNetwork({ clock, signal, read, tunnel, ...options });
    for await (const event of all) events.push(event);
  })();
  return { clock, controller, events, state, done };
}

describe('watchNetwork', () => {
  test('watchNetwork looks every two seconds and yields nothing while nothing changes', async () => {
    const { clock, events, state } = watch(FIRST);
    await clock.advance(60_000);
    expect(events).toEqual([]);
    expect(state.reads).toBe(31);
  });

  test('watchNetwork reports that the tunnel went and that it came back', async () => {
    const { clock, events, state } = watch(FIRST);
    await clock.advance(5_000);
    state.snapshot = network([LO, ETH0]);
    await clock.advance(2_000);
    state.snapshot = SECOND;
    await clock.advance(2_000);
    expect(events).toEqual([
      {
        type: 'changed',
        previous: 'tun0#7:10.9.155.222/32',
        identity: 'none',
      },
      {
        type: 'changed',
        previous: 'none',
        identity: 'tun0#8:10.9.160.4/32',
      },
    ]);
  });

  test('watchNetwork reports once that the namespace has been dead for two minutes', async () => {
    const { clock, events, state } = watch(network([LO, ETH0]));
    await clock.advance(10_000);
    state.snapshot = LONE;
    await clock.advance(119_000);
    expect(events).toEqual([]);
    await clock.advance(5_000);
    expect(events).toEqual([{ type: 'stale' }]);
    await clock.advance(600_000);
    expect(events).toHaveLength(1);
  });

  test('watchNetwork restarts the two minutes after a device came back', async () => {
    const { clock, events, state } = watch(LONE);
    await clock.advance(100_000);
    state.snapshot = network([LO, ETH0]);
    await clock.advance(2_000);
    state.snapshot = LONE;
    await clock.advance(100_000);
    expect(events).toEqual([]);
    await clock.advance(30_000);
    expect(events).toEqual([{ type: 'stale' }]);
  });

  test('watchNetwork ends when the signal aborts, and leaves no timer', async () => {
    const { clock, controller, done } = watch(FIRST);
    await clock.advance(3_000);
    controller.abort();
    await done;
    expect(clock.sleepers).toBe(0);
  });

  test('watchNetwork reports neither a lost tunnel nor a dead namespace while it cannot look', async () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      if (reads > 2) throw lackOfResources('read the network devices', 'EMFILE');
      return FIRST;
    };
    const { clock, events } = watch(FIRST, { read });
    await clock.advance(300_000);
    expect(reads).toBeGreaterThan(100);
    expect(events).toEqual([]);
  });
});
