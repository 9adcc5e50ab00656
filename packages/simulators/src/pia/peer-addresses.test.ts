import { expect, test } from 'vitest';
import { PeerAddresses } from './peer-addresses.ts';

test('a pool gives each address once, then starts again with one that is free', () => {
  const addresses = new PeerAddresses('10.9.128.9/29');
  const taken = new Set(['10.9.128.10']);
  const given = Array.from({ length: 6 }, () => addresses.next((each) => taken.has(each)));
  expect(given.map((address) => address?.slice(9))).toEqual(['9', '11', '12', '13', '14', '9']);
});

test('a pool without a free address gives none', () => {
  expect(new PeerAddresses('10.9.128.0/30').next(() => true)).toBeUndefined();
});

test.each(['', '10.9.128.0', '10.9.128/24', '10.9.128.0/31', '10.9.128.0/7', '::/64'])(
  "'%s' is not a pool of peer addresses",
  (pool) => {
    expect(() => new PeerAddresses(pool)).toThrow(RangeError);
  },
);
