import { expect, test } from 'vitest';
import { device, ETH0, LO, network } from '../../test/network-fixture.ts';
import { tunnelAddress } from './tunnel-address.ts';

const read = () => network([LO, ETH0, device('tun0', 7, '10.9.0.2/32')]);

test('the address of the tunnel is the one that leads to the gateway', async () => {
  const sourceAddress = async () => '10.9.0.2';
  expect(await tunnelAddress({ read, sourceAddress }, '10.9.0.1')).toBe('10.9.0.2');
});

test.each(['172.17.0.5', '127.0.0.1', undefined])(
  'an address of no tunnel is none, for a torrent client must not leave it: %s',
  async (found) => {
    const sourceAddress = async () => found;
    expect(await tunnelAddress({ read, sourceAddress }, '10.9.0.1')).toBeUndefined();
  },
);
