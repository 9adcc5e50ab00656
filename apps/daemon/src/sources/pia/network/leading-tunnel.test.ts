import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network } from '../../../../test/network-fixture.ts';
import { LeadingTunnel } from './leading-tunnel.ts';
import type { NetworkInterface } from './network-snapshot.ts';

const GATEWAY = '10.9.128.1';
const PIA = device('wg0', 7, '10.9.155.222/32');
const PIA_AGAIN = device('wg0', 9, '10.20.7.8/32');
const TAILSCALE = device('tailscale0', 8, '100.101.102.103/32');
const HOME = device('wg1', 8, '10.8.0.2/24');

/**
 * A machine whose tunnels a test changes; the kernel sends packets for the gateway through `way`.
 */
function machine(...tunnels: NetworkInterface[]) {
  const state = { tunnels, way: tunnels[0] ?? ETH0 };
  const read = () => network([LO, ETH0, ...state.tunnels]);
  const sourceAddress = async () => state.way.addresses[0]?.address;
  const tunnel = new LeadingTunnel({ read, sourceAddress });
  return {
    state,
    tunnel,
    look: () => tunnel.look(read()),
    bind: async () => tunnel.bound(GATEWAY, (await tunnel.towards(GATEWAY)).identity),
  };
}

describe('once the port is bound', () => {
  test.each([TAILSCALE, HOME])('$name may come and go without a change', async (other) => {
    const { state, tunnel, look, bind } = machine(PIA);
    await look();
    await bind();
    for (let time = 0; time < 6; time += 1) {
      state.tunnels = time % 2 === 0 ? [PIA, other] : [PIA];
      expect(await look()).toBeUndefined();
      await bind();
      expect(await look()).toBeUndefined();
      expect(await tunnel.towards(GATEWAY)).toMatchObject({ identity: 'wg0#7:10.9.155.222/32' });
    }
  });

  test('a tunnel to the gateway that goes is noticed, and so is its return', async () => {
    const { state, look, bind } = machine(PIA, TAILSCALE);
    await bind();
    state.tunnels = [TAILSCALE];
    state.way = ETH0;
    expect(await look()).toMatchObject({ previous: 'wg0#7:10.9.155.222/32' });
    expect(await look()).toBeUndefined();
    state.tunnels = [PIA_AGAIN, TAILSCALE];
    state.way = PIA_AGAIN;
    expect(await look()).toMatchObject({ identity: 'wg0#9:10.20.7.8/32' });
    await bind();
    expect(await look()).toBeUndefined();
  });

  test('a tunnel that does not lead to the old gateway counts as a single change', async () => {
    const { state, look, bind } = machine(PIA);
    await bind();
    state.tunnels = [];
    state.way = ETH0;
    await look();
    // As with OpenVPN: routes to its own subnet, and no default route.
    state.tunnels = [TAILSCALE, PIA_AGAIN];
    expect(await look()).toBeDefined();
    state.way = PIA_AGAIN;
    await bind();
    expect(await look()).toBeUndefined();
  });

  test('a tunnel that is up and has no route for a moment is not a change', async () => {
    const { state, look, bind } = machine(PIA, TAILSCALE);
    await bind();
    state.way = device('none', 0);
    expect(await look()).toBeUndefined();
    state.way = PIA;
    expect(await look()).toBeUndefined();
  });

  test('no tunnel matters where none leads to the gateway, because the VPN runs on a router', async () => {
    const { state, tunnel, look, bind } = machine();
    await bind();
    state.tunnels = [TAILSCALE];
    expect(await look()).toBeUndefined();
    state.tunnels = [];
    expect(await look()).toBeUndefined();
    expect(await tunnel.towards(GATEWAY)).toMatchObject({ identity: 'none' });
  });
});

test('the address of the tunnel is the one that leads to the gateway', async () => {
  const { tunnel } = machine(PIA, TAILSCALE);
  expect(await tunnel.towards(GATEWAY)).toMatchObject({ address: '10.9.155.222' });
});

test.each([ETH0, LO, device('none', 0)])(
  'an address that is not in a tunnel is not used, as a torrent client must not listen there: $name',
  async (way) => {
    const { state, tunnel } = machine(PIA);
    state.way = way;
    expect(await tunnel.towards(GATEWAY)).toEqual({ identity: 'none', address: undefined });
  },
);

test('before the first bind any tunnel may be the one to the gateway', async () => {
  const { state, look } = machine();
  expect(await look()).toBeUndefined();
  state.tunnels = [PIA];
  expect(await look()).toEqual({ previous: 'none', identity: 'wg0#7:10.9.155.222/32' });
});

test('when the port is bound while the kernel is being asked, the answer is discarded, not the bind', async () => {
  const { tunnel, look, bind } = machine(PIA, TAILSCALE);
  await look();
  const looking = tunnel.look(network([LO, ETH0]));
  tunnel.bound(GATEWAY, 'wg0#7:10.9.155.222/32');
  expect(await looking).toBeUndefined();
  await bind();
  expect(await look()).toBeUndefined();
});
