import { expect, test } from 'vitest';
import { keptState } from '../../test/kept-state.ts';
import { storedTunnelAddresses } from './stored-tunnel-addresses.ts';

test.each([
  ['tun0#7:10.9.155.222/32', ['10.9.155.222']],
  ['tun0#7:10.9.155.222/32 tailscale0#9:100.64.0.1/32', []],
  ['none', []],
])(
  'the tunnel address in the state of an earlier version is used if there is just one: %s',
  async (binding, expected) => {
    const memory = keptState();
    await memory.update({ binding });
    expect(await storedTunnelAddresses(memory).load()).toEqual(expected);
  },
);

test('the addresses of the tunnels are kept in the state of the app', async () => {
  const memory = keptState();
  await storedTunnelAddresses(memory).save(['10.0.0.1', '10.0.0.2']);
  expect(await storedTunnelAddresses(memory).load()).toEqual(['10.0.0.1', '10.0.0.2']);
});
