import { StateKeeper } from '@portkeep/pia-lease';
import { expect, test } from 'vitest';
import { DaemonStore } from '../../test/daemon-store.ts';
import { tunnelAddresses } from './tunnel-addresses.ts';

test.each([
  ['tun0#7:10.9.155.222/32', ['10.9.155.222']],
  ['tun0#7:10.9.155.222/32 tailscale0#9:100.64.0.1/32', []],
  ['none', []],
])(
  'a state of an earlier version names the tunnel it had, where it had one: %s',
  async (binding, expected) => {
    const state = new StateKeeper(new DaemonStore());
    await state.update({ binding });
    expect(await tunnelAddresses(state).load()).toEqual(expected);
  },
);

test('the addresses of the tunnels are kept in the state', async () => {
  const store = new DaemonStore();
  await tunnelAddresses(new StateKeeper(store)).save(['10.0.0.1', '10.0.0.2']);
  const next = new StateKeeper(store);
  await next.load();
  expect(await tunnelAddresses(next).load()).toEqual(['10.0.0.1', '10.0.0.2']);
});
