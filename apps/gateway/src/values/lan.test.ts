import * as v from 'valibot';
import { expect, test } from 'vitest';
import { interfaceName } from './interface-name.ts';
import { ipv4 } from './ipv4.ts';
import { hasHost, lanAround } from './lan.ts';

test.each([
  ['10.100.0.2/24', '10.100.0.10', true],
  ['10.100.0.2/24', '10.100.1.10', false],
  ['10.100.0.2/24', '10.100.0.0', false],
  ['10.100.0.2/24', '10.100.0.255', false],
  ['10.100.0.2/31', '10.100.0.3', true],
  ['192.168.255.2/1', '255.255.255.254', true],
])('the network around %s has the host %s: %s', (cidr, host, expected) => {
  const lan = lanAround(v.parse(interfaceName, 'eth0'), cidr);
  expect(lan && hasHost(lan, v.parse(ipv4, host))).toBe(expected);
});

test.each(['', '10.100.0.2', '10.100.0.2/0', '10.100.0.2/33', '::1/64', '10.100.0.2/x'])(
  'there is no network around %j',
  (cidr) => expect(lanAround(v.parse(interfaceName, 'eth0'), cidr)).toBeUndefined(),
);
