import { expect, test } from 'vitest';
import { TunnelAddresses } from './tunnel-addresses.ts';

function storeOf(addresses: readonly string[]) {
  const store = {
    kept: addresses,
    load: async () => store.kept,
    async save(list: readonly string[]) {
      store.kept = list;
    },
  };
  return store;
}

test('a torrent client is moved from each address of an earlier tunnel, never from the present one', async () => {
  const store = storeOf(['10.0.0.1', '10.0.0.2']);
  const addresses = new TunnelAddresses(store);
  expect(await addresses.moveTo('10.0.0.3')).toEqual({
    from: ['10.0.0.1', '10.0.0.2'],
    to: '10.0.0.3',
  });
  expect(await addresses.moveTo('10.0.0.1')).toEqual({
    from: ['10.0.0.2', '10.0.0.3'],
    to: '10.0.0.1',
  });
  expect(store.kept).toEqual(['10.0.0.2', '10.0.0.3', '10.0.0.1']);
});

test('the sixteen latest addresses are kept, the present one included', async () => {
  const store = storeOf(Array.from({ length: 16 }, (_, index) => `10.0.0.${index + 1}`));
  await new TunnelAddresses(store).moveTo('10.0.1.1');
  expect(store.kept).toHaveLength(16);
  expect([store.kept.at(0), store.kept.at(-1)]).toEqual(['10.0.0.2', '10.0.1.1']);
});

test('a full disk keeps no torrent client from the new address, and does not make it forget the earlier one', async () => {
  const store = storeOf(['10.0.0.1']);
  store.save = () => Promise.reject(new Error('ENOSPC'));
  const addresses = new TunnelAddresses(store);
  expect(await addresses.moveTo('10.0.0.2')).toEqual({ from: ['10.0.0.1'], to: '10.0.0.2' });
  expect(await addresses.moveTo('10.0.0.3')).toEqual({
    from: ['10.0.0.1', '10.0.0.2'],
    to: '10.0.0.3',
  });
});
