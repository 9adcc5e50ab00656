import { expect, test } from 'vitest';
import { readLink } from './read-link.ts';

const link = { ifindex: 7, mtu: 1_420, flags: ['POINTOPOINT', 'UP'], ifname: 'piaw' };

test('the addresses of an interface are read, those of IPv6 left out', () => {
  const addr_info = [
    { family: 'inet', local: '10.7.1.2', prefixlen: 32 },
    { family: 'inet6', local: 'fe80::1', prefixlen: 64 },
  ];
  expect(readLink(JSON.stringify([{ ...link, addr_info }]))).toEqual({
    index: 7,
    up: true,
    mtu: 1_420,
    addresses: [{ address: '10.7.1.2', prefixLength: 32 }],
  });
});

test('an interface without addresses may be down', () => {
  const json = JSON.stringify([{ ...link, flags: [], addr_info: [] }]);
  expect(readLink(json)).toMatchObject({ up: false, addresses: [] });
});

test.each(['', '[]', '{}', '[{}]', 'null'])(
  'the output %j is not taken for an interface',
  (json) => {
    expect(readLink(json)).toBeUndefined();
  },
);
