import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network, route } from '../../../../test/network-fixture.ts';
import { routeConflicts } from './route-conflicts.ts';

const TUNNEL = '10.9.155.222';
const interfaces = [LO, ETH0, device('tun0', 7, `${TUNNEL}/32`)];
const gateway = '10.9.128.1';

describe('routeConflicts', () => {
  test('routeConflicts finds no conflict where everything is reached through the tunnel', async () => {
    const sourceAddress = async () => TUNNEL;
    expect(await routeConflicts(network(interfaces), { gateway, sourceAddress })).toEqual([]);
  });

  test('routeConflicts names the route that catches an address', async () => {
    const snapshot = network(interfaces, [route('eth0', '10.0.0.0/16', '172.17.0.1')]);
    const sourceAddress = async (destination: string) =>
      destination.startsWith('10.0.') ? '172.17.0.5' : TUNNEL;
    const conflicts = await routeConflicts(snapshot, { gateway, sourceAddress });
    expect(conflicts.map(({ destination }) => destination)).toEqual([
      '10.0.0.241',
      '10.0.0.242',
      '10.0.0.243',
      '10.0.0.244',
    ]);
    expect(conflicts[2]).toEqual({
      destination: '10.0.0.243',
      purpose: 'PIA DNS',
      problem:
        'The PIA DNS 10.0.0.243 is not reached through tun0: the route 10.0.0.0/16 of eth0 catches it',
      advice: 'add a route to 10.0.0.243/32 through tun0 or take 10.x out of the other one',
    });
  });

  test('routeConflicts believes the kernel where a policy rule hides the route', async () => {
    const sourceAddress = async (destination: string) =>
      destination === gateway ? '172.17.0.5' : TUNNEL;
    expect(await routeConflicts(network(interfaces), { gateway, sourceAddress })).toMatchObject([
      { purpose: 'gateway', problem: expect.stringContaining('sends it out from 172.17.0.5') },
    ]);
  });

  test('routeConflicts reports that there is no route at all', async () => {
    const sourceAddress = async () => undefined;
    const conflicts = await routeConflicts(network(interfaces), { sourceAddress });
    expect(conflicts).toHaveLength(4);
    expect(conflicts[0]?.problem).toContain('the kernel has no route to it');
  });

  test('routeConflicts reports nothing without a tunnel', async () => {
    expect(await routeConflicts(network([LO, ETH0]), { gateway })).toEqual([]);
  });
});
