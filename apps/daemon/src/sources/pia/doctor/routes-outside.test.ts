import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network, route } from '../../../../test/network-fixture.ts';
import { routesOutside } from './routes-outside.ts';

const TUNNEL = '10.9.155.222';
const tunnel = device('tun0', 7, `${TUNNEL}/32`);

describe('routesOutside', () => {
  test('routesOutside names the LAN route that catches the gateway, and what to do', async () => {
    const snapshot = network([LO, ETH0, tunnel], [route('eth0', '10.0.0.0/8', '172.17.0.1')]);
    const [first] = await routesOutside(snapshot, async () => '172.17.0.5');
    expect(first?.cause).toContain('the route 10.0.0.0/8 of eth0 catches it');
    expect(first?.next).toContain('through tun0');
  });

  test('routesOutside stops after two addresses, because one route usually catches them all', async () => {
    const routes = await routesOutside(network([LO, ETH0, tunnel]), async () => '172.17.0.5');
    expect(routes).toHaveLength(2);
  });

  test('routesOutside reports nothing when everything goes through the tunnel', async () => {
    expect(await routesOutside(network([LO, tunnel]), async () => TUNNEL)).toEqual([]);
  });
});
