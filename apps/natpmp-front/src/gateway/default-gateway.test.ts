import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultGateway } from './default-gateway.ts';

const HEAD = 'Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT';

/** The next hop according to a routing table with these lines. */
function gatewayIn(...lines: readonly string[]): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-route-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'route');
  writeFileSync(file, [HEAD, ...lines, ''].join('\n').replaceAll(' ', '\t'));
  return defaultGateway(file);
}

const LAN = 'eth0 00000000 0100A8C0 0003 0 0 100 00000000 0 0 0';
const SUBNET = 'eth0 0000A8C0 00000000 0001 0 0 100 00FFFFFF 0 0 0';
const TUNNEL = 'tun0 00000000 0100020A 0003 0 0 50 00000000 0 0 0';

test('the gateway is the next hop of the default route', () => {
  expect(gatewayIn(SUBNET, LAN)).toBe('192.168.0.1');
});

test('of several default routes, the one with the lowest metric counts', () => {
  expect(gatewayIn(LAN, TUNNEL)).toBe('10.2.0.1');
  expect(gatewayIn(TUNNEL, LAN)).toBe('10.2.0.1');
});

test('the halves that OpenVPN adds come before the default route', () => {
  const halves = ['00000000', '00000080'].map((half) =>
    TUNNEL.replace(' 00000000 01', ` ${half} 01`).replace('00000000 0 0 0', '00000080 0 0 0'),
  );
  expect(gatewayIn(LAN, ...halves)).toBe('10.2.0.1');
});

test.each([
  ['no route', []],
  ['a subnet only', [SUBNET]],
  ['a default route without a next hop', ['wg0 00000000 00000000 0001 0 0 0 00000000 0 0 0']],
  ['a default route that rejects', ['* 00000000 00000000 0200 0 0 0 00000000 0 0 0']],
  ['a default route that is down', [LAN.replace('0003', '0002')]],
])('there is no gateway with %s', (_, lines) => {
  expect(gatewayIn(...lines)).toBeUndefined();
});

test('no default gateway is found on a system without a routing table in /proc', () => {
  expect(defaultGateway('/nowhere/route')).toBeUndefined();
});
