import * as v from 'valibot';
import { expect, test } from 'vitest';
import { TunnelScene } from '../../test/tunnel-scene.ts';
import { ipv4 } from '../values/ipv4.ts';
import { adoptable } from './adoptable.ts';

const TARGET = { address: v.parse(ipv4, '10.100.0.10'), port: 8_080 };
const REGIONS = { PIA_REGIONS: 'sweden' };

/** A tunnel that runs, as a process that was killed has left it. */
async function leftTunnel() {
  const scene = new TunnelScene(REGIONS);
  const first = await (await scene.start()).acquire();
  await scene.clock.flush();
  scene.kernel.calls.length = 0;
  return { scene, first, asked: scene.asked.length };
}

test('a tunnel that runs is taken over without a login, a key, or an interruption', async () => {
  const { scene, first, asked } = await leftTunnel();
  await scene.kernel.setForward({
    port: 40_000,
    protocol: 'both',
    target: TARGET,
  });
  await scene.clock.advance(60_000);
  scene.kernel.calls.length = 0;
  const { acquire, forwarding, renew } = await scene.start();
  const { value, renewAt } = await acquire();
  expect(value).toEqual(first.value);
  expect(renewAt).toBe(first.renewAt);
  expect(scene.kernel.calls).toEqual(['open', 'restoreRoutes']);
  expect(scene.kernel.opening?.forward?.port).toBe(40_000);
  expect(forwarding.current?.target).toEqual(TARGET);
  expect(scene.asked).toHaveLength(asked);
  expect(scene.pia.logins).toHaveLength(1);
  await renew({ value, renewAt, expiresAt: 0 });
  expect(scene.kernel.calls).toContain('switchTo');
});

test.each([
  ['PIA_REGIONS', 'nl_amsterdam'],
  ['FORWARD_TO', undefined],
  ['TUNNEL_DNS', '127.0.0.1'],
  ['WG_LISTEN_PORT', '51821'],
])('a tunnel is not taken over when %s is another', async (name, text) => {
  const { scene } = await leftTunnel();
  scene.environment = { ...REGIONS, [name]: text };
  const { value } = await (await scene.start()).acquire();
  expect(scene.kernel.calls).toEqual(['close', 'configureFirst', 'open']);
  expect(value.region).toBe(name === 'PIA_REGIONS' ? text : 'sweden');
});

test('a gateway that starts with a dead tunnel goes back to its server, without the list of servers', async () => {
  const { scene, first, asked } = await leftTunnel();
  await scene.clock.advance(181_000);
  scene.pia.setFault('list', 'refuse');
  const { value } = await (await scene.start()).acquire();
  expect(value.server).toEqual(first.value.server);
  expect(scene.kernel.calls).toEqual(['close', 'configureFirst', 'open']);
  expect(scene.asked).toHaveLength(asked + 1);
  expect(scene.pia.logins).toHaveLength(1);
});

test('a port that leads to another target than before is no longer forwarded after a restart', async () => {
  const { scene } = await leftTunnel();
  await scene.kernel.setForward({
    port: 40_000,
    protocol: 'both',
    target: { ...TARGET, port: 9_090 },
  });
  await (await scene.start()).acquire();
  expect(scene.kernel.opening).toMatchObject({ forward: undefined });
});

test('a tunnel is adoptable only if everything that can be read back is as it was saved', async () => {
  const { scene } = await leftTunnel();
  const { tunnel } = scene.store.kept;
  const { link, wireguard, table } = scene.kernel;
  const [peer] = wireguard?.peers ?? [];
  if (!tunnel || !link || !wireguard || !table || !peer) throw new Error('The scene has no tunnel');
  const good = { link, wireguard, table };
  const expected = { listenPort: 51_820, now: peer.handshakeAt ?? 0 };
  const later = (seconds: number) => ({ ...expected, now: expected.now + seconds * 1_000 });
  const withPeer = (change: object) => ({
    ...good,
    wireguard: { ...wireguard, peers: [{ ...peer, ...change }] },
  });
  expect(adoptable(good, tunnel, expected)).toBe(true);
  expect(adoptable(good, tunnel, later(180))).toBe(true);
  expect(adoptable(good, tunnel, later(181))).toBe(false);
  // The clock was set back: the watchdog will see whether it works.
  expect(adoptable(good, tunnel, later(-3_600))).toBe(true);
  const others = {
    'no interface': { ...good, link: undefined },
    'link down': { ...good, link: { ...link, up: false } },
    'another address': { ...good, link: { ...link, addresses: [] } },
    'no WireGuard': { ...good, wireguard: undefined },
    'another key of ours': { ...good, wireguard: { ...wireguard, publicKey: peer.publicKey } },
    'another port': { ...good, wireguard: { ...wireguard, listenPort: 1 } },
    'no peer': { ...good, wireguard: { ...wireguard, peers: [] } },
    'two peers': { ...good, wireguard: { ...wireguard, peers: [peer, peer] } },
    'another peer': withPeer({ publicKey: wireguard.publicKey }),
    'another endpoint': withPeer({ endpoint: '198.51.100.10:1' }),
    'no handshake': withPeer({ handshakeAt: undefined }),
    'no table': { ...good, table: undefined },
  };
  for (const [name, state] of Object.entries(others)) {
    expect(adoptable(state, tunnel, expected), name).toBe(false);
  }
});
