import { ExitError } from '@portkeep/app-host';
import { EarlyRenewal, keepLease, type LeaseEvent } from '@portkeep/port-lease';
import { expect, onTestFinished, test } from 'vitest';
import { TunnelScene, valuesOf } from '../test/tunnel-scene.ts';
import { followTunnel } from './follow-tunnel.ts';
import { TunnelStatus } from './status/tunnel-status.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

/** A tunnel that is kept and watched as by the gateway. */
async function followed(environment: Readonly<Record<string, string>> = {}) {
  const scene = new TunnelScene({ PIA_REGIONS: 'sweden,nl_amsterdam', ...environment });
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const { clock, kernel, pia } = scene;
  const parts = await scene.start(stop.signal);
  const status = new TunnelStatus({ clock, hide: (text) => text, forwardTo: undefined });
  const told: string[] = [];
  const gone: unknown[] = [];
  /** Whether the tunnel carries anything: the server knows our key. */
  const carries = () => {
    const { current } = status;
    return (
      kernel.wireguard?.publicKey === current?.publicKey &&
      pia.wireguard.peers.some(({ publicKey }) => publicKey === current?.publicKey)
    );
  };
  const events: LeaseEvent<Tunnel>[] = [];
  const { early, asked } = followTunnel({
    ...parts,
    app: { values: valuesOf(scene.environment) },
    status,
    port: { early: new EarlyRenewal() },
    events: {
      trouble: (_, message) => void told.push(message),
      over: () => {},
    },
    onGone: (error) => gone.push(error),
    async reaches(_, signal, limitMs) {
      // A dead tunnel does not say so: the connection waits for its limit.
      if (!carries()) await clock.delay(limitMs, signal);
      return carries();
    },
  });
  void (async () => {
    const { tunnels, backoff, signal } = parts;
    for await (const event of keepLease(tunnels, { signal, clock, backoff, early })) {
      status.tunnel(event);
      events.push(event);
    }
  })();
  /** Lets time pass, with real work in between. */
  const pass = async (ms: number, until: () => boolean = () => false) => {
    for (let passed = 0; passed < ms && !until(); passed += 250) await clock.advance(250);
  };
  const up = () => status.state === 'up' && carries();
  await pass(60_000, up);
  return { scene, kernel, pia, clock, status, told, gone, events, asked, pass, up };
}

test('a key that the server forgot is replaced at another server within three looks', async () => {
  const { pia, status, pass, up, clock, told } = await followed();
  const before = status.current?.server.hostname;
  pia.wireguard.forgetKeys(before);
  const start = clock.elapsed;
  await pass(120_000, () => status.current?.server.hostname !== before && up());
  expect(clock.elapsed - start).toBeLessThanOrEqual(35_000);
  expect(told).toEqual([expect.stringMatching(/^Nothing comes through the tunnel/)]);
});

test('with every server dead the gateway stays not ready and tries on the ladder, and comes back without a hand', async () => {
  const { pia, scene, status, pass, up, events } = await followed();
  pia.wireguard.forgetKeys();
  pia.setFault('addKey', 'server-error');
  await pass(600_000);
  expect(status.state).toBe('down');
  expect(status.reasons()).toEqual([expect.stringMatching(/^tunnel: down; .*server/)]);
  const tries = events.filter(({ type }) => type === 'failed').length;
  expect(tries).toBeGreaterThanOrEqual(8);
  expect(tries).toBeLessThanOrEqual(16);
  expect(scene.kernel.calls.filter((call) => call === 'restoreRoutes')).toEqual([]);
  pia.clearFaults();
  await pass(61_000, up);
  expect(status.reasons()).toEqual([]);
});

test('while servers that take keys but answer no handshake are tried, nothing is mistaken for the change of another program', async () => {
  const { pia, scene, pass, up, told, kernel } = await followed();
  pia.wireguard.forgetKeys();
  for (const { cn } of pia.servers) scene.mute.add(cn);
  await pass(180_000);
  expect(told.filter((line) => line.startsWith('Another program'))).toEqual([]);
  expect(kernel.calls).not.toContain('restoreRoutes');
  scene.mute.clear();
  await pass(61_000, up);
  expect(up()).toBe(true);
});

test('an interface that is gone for 30 s ends the gateway with code 75, and no server is blamed', async () => {
  const { kernel, scene, gone, pass, status, told } = await followed();
  const asked = scene.asked.length;
  kernel.removeInterface();
  await pass(25_000);
  expect(status.reasons()).toEqual(['tunnel: down']);
  expect(gone).toEqual([]);
  await pass(16_000);
  expect(gone).toEqual([expect.any(ExitError)]);
  expect(gone[0]).toMatchObject({ code: 75, message: expect.stringMatching(/piaw is gone/) });
  expect(scene.asked).toHaveLength(asked);
  expect(told).toEqual([]);
});

test('an interface that is made again within 30 s gets a tunnel again', async () => {
  const { kernel, gone, pass, up } = await followed();
  kernel.removeInterface();
  await pass(15_000);
  kernel.makeInterface();
  await pass(60_000, up);
  expect(up()).toBe(true);
  expect(gone).toEqual([]);
});

test('table, address and routes that another program removes are restored at the next look', async () => {
  const { kernel, pass, told, status } = await followed();
  const calls = kernel.calls.length;
  kernel.isTableIntact = false;
  await pass(10_500);
  kernel.routes = { isDefault: false, hosts: [] };
  await pass(10_500);
  expect(kernel.calls.slice(calls)).toEqual(['open', 'restoreRoutes']);
  expect(told).toEqual([
    'Another program has changed the table of nft; it is restored',
    'Another program has changed the address or a route of the tunnel; it is restored',
  ]);
  expect(status.state).toBe('up');
});

test('a clock that is set back or forward does not end a tunnel that works', async () => {
  const { kernel, clock, pass, status, events } = await followed({ RENEW_AFTER: 'off' });
  for (const jump of [3_600_000, -86_400_000, 30 * 86_400_000]) {
    clock.setForward(jump);
    await pass(60_000);
    kernel.receive(1, clock.now());
    await pass(60_000);
  }
  expect(status.state).toBe('up');
  expect(events.map(({ type }) => type)).toEqual(['acquired']);
});

test('a user who asks gets a new key at the same server, which is counted as asked for', async () => {
  const { asked, status, pass, events } = await followed();
  const before = status.current;
  asked.request();
  await pass(5_000, () => events.length > 1);
  expect(status.current?.server).toEqual(before?.server);
  expect(status.current?.publicKey).not.toBe(before?.publicKey);
  const [, , , , renewals] = status.metrics();
  expect(renewals?.samples).toContainEqual({
    labels: { reason: 'asked', result: 'success' },
    value: 1,
  });
});
