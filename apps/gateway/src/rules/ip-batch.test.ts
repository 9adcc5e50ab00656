import * as v from 'valibot';
import { expect, test } from 'vitest';
import { end, surroundings } from '../../test/samples.ts';
import { ipv4 } from '../values/ipv4.ts';
import { moveAddress, removeAddresses, startLink, stopLink } from './ip-batch.ts';

const { tunnel } = surroundings;
const old = v.parse(ipv4, '10.7.1.2');
const own = { address: end.address, prefixLength: 32 };

test('the first configuration finds the link down and without addresses', () => {
  expect(stopLink(tunnel)).toBe('link set dev piaw down\naddress flush dev piaw\n');
});

test('the link comes up with its address, and with routes of their own for gateway and DNS', () => {
  expect(startLink(tunnel, 1_420, end)).toMatchInlineSnapshot(`
    "address replace 10.7.233.81/32 dev piaw
    link set dev piaw mtu 1420 up
    route replace default dev piaw
    route replace 10.7.128.1/32 dev piaw
    route replace 10.0.0.243/32 dev piaw
    route replace 10.0.0.242/32 dev piaw
    "
  `);
});

test('a move sets the new address before it deletes the old one and its routes', () => {
  const hosts = [v.parse(ipv4, '10.7.1.1'), v.parse(ipv4, '10.0.0.243')];
  const text = moveAddress(tunnel, end, {
    addresses: [{ address: old, prefixLength: 24 }, own],
    hosts,
  });
  expect(text).toMatchInlineSnapshot(`
    "address replace 10.7.233.81/32 dev piaw
    route delete 10.7.1.1/32 dev piaw
    address delete 10.7.1.2/24 dev piaw
    route replace default dev piaw
    route replace 10.7.128.1/32 dev piaw
    route replace 10.0.0.243/32 dev piaw
    route replace 10.0.0.242/32 dev piaw
    "
  `);
});

test('a move to the same address deletes nothing', () => {
  expect(moveAddress(tunnel, end, { addresses: [own], hosts: [] })).not.toContain('delete');
});

test('a gateway that is a name server as well gets one route', () => {
  const text = startLink(tunnel, 1_420, { ...end, dnsServers: [end.gateway] });
  expect(text.match(/10\.7\.128\.1/g)).toHaveLength(1);
});

test('the batch for the end of the gateway removes routes and addresses', () => {
  expect(removeAddresses(tunnel)).toBe('route flush dev piaw\naddress flush dev piaw\n');
});
