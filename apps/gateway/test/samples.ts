import * as v from 'valibot';
import type { HostBridge } from '../src/rules/host/host-bridge.ts';
import type { Surroundings } from '../src/rules/surroundings.ts';
import { interfaceName } from '../src/values/interface-name.ts';
import { ipv4 } from '../src/values/ipv4.ts';
import { type Lan, lanAround } from '../src/values/lan.ts';
import { type TunnelEnd, tunnelEnd } from '../src/values/tunnel-end.ts';

/** The network of the gateway in tests. */
export const lan: Lan = lanNamed('eth0');

export function lanNamed(name: string): Lan {
  const found = lanAround(v.parse(interfaceName, name), '10.100.0.2/24');
  if (found === undefined) throw new Error('The sample of a LAN is wrong');
  return found;
}

/** What is around the gateway in tests. */
export const surroundings: Surroundings = {
  lan,
  tunnel: v.parse(interfaceName, 'piaw'),
  mtu: 1_420,
  proxy: { address: v.parse(ipv4, '10.100.0.1'), port: 8_888 },
  statusPort: undefined,
};

/** The other end of the tunnel in tests, before it is read. */
export const rawEnd = {
  serverKey: 'hdKFYRjbSkNKBqyIHRyyV8TWNQQ2MyZUH0nsAYYbDQU=',
  endpoint: { address: '198.51.100.10', port: 1_337 },
  gateway: '10.7.128.1',
  address: '10.7.233.81',
  dnsServers: ['10.0.0.243', '10.0.0.242'],
};

export const end: TunnelEnd = v.parse(tunnelEnd, rawEnd);

/** The host of the gateway in tests. */
export const hostBridge: HostBridge = {
  bridge: v.parse(interfaceName, 'br-vpn'),
  gatewayPort: v.parse(interfaceName, 'vb-pia-vpn'),
  portPrefix: v.parse(interfaceName, 'vb-'),
  hostAddress: v.parse(ipv4, '10.100.0.1'),
  gatewayAddress: v.parse(ipv4, '10.100.0.2'),
  proxyPort: 8_888,
};
