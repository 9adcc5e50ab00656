import * as v from 'valibot';
import { bridgeSettings } from '../../../apps/gateway/src/rules/host/bridge-settings.ts';
import { bridgeTable } from '../../../apps/gateway/src/rules/host/bridge-table.ts';
import type { HostBridge } from '../../../apps/gateway/src/rules/host/host-bridge.ts';
import { hostTable } from '../../../apps/gateway/src/rules/host/host-table.ts';
import { interfaceName } from '../../../apps/gateway/src/values/interface-name.ts';
import { ipv4 } from '../../../apps/gateway/src/values/ipv4.ts';
import { ip } from '../vpn.ts';
import { addBridge, addNamespace, cable, inNamespace, nft } from './network.ts';
import { HOME, LAN } from './plan.ts';

/** The bridge of the host, as the rules for it are rendered. */
export const BRIDGE: HostBridge = {
  bridge: v.parse(interfaceName, 'br-vpn'),
  gatewayPort: v.parse(interfaceName, 'vb-pia-vpn'),
  portPrefix: v.parse(interfaceName, 'vb-'),
  hostAddress: v.parse(ipv4, LAN.host),
  gatewayAddress: v.parse(ipv4, LAN.gateway),
  proxyPort: LAN.proxyPort,
};

/** The namespaces of a host and of what is on its bridge. */
export interface BedNamespaces {
  readonly host: string;
  readonly gateway: string;
  readonly services: readonly [string, string];
  /** A machine of the host's home network. */
  readonly home: string;
}

/** Makes the host with its bridge and rules, the gateway and the services on it. */
export function makeHost(prefix: string): BedNamespaces {
  const host = addNamespace(`${prefix}h`);
  const gateway = addNamespace(`${prefix}g`);
  const services = [addNamespace(`${prefix}a`), addNamespace(`${prefix}b`)] as const;
  const home = addNamespace(`${prefix}l`);
  addBridge(host, BRIDGE.bridge, `${LAN.host}/24`);
  connect(host, gateway, BRIDGE.gatewayPort, LAN.gateway);
  for (const [index, service] of services.entries()) {
    connect(host, service, `vb-service${index}`, LAN.services[index] ?? '');
    ip('-n', service, 'route', 'add', 'default', 'via', LAN.gateway);
  }
  cable(
    { namespace: host, name: 'home', address: `${HOME.host}/24` },
    { namespace: home, name: 'eth0', address: `${HOME.printer}/24` },
  );
  ip('-n', home, 'route', 'add', 'default', 'via', HOME.host);
  // A host that routes would show every leak that only its rules prevent.
  setForwarding(host, true);
  const [setting, value] = bridgeSettings(BRIDGE).trim().split(' = ');
  inNamespace(host, ['sysctl', '-qw', `${setting}=${value}`]);
  layRules(host);
  return { host, gateway, services, home };
}

/** Puts the host's tables in place, or back. */
export function layRules(host: string): void {
  nft(host, hostTable(BRIDGE));
  nft(host, bridgeTable(BRIDGE));
}

/** Whether the host routes packets. */
export function setForwarding(host: string, on: boolean): void {
  inNamespace(host, ['sysctl', '-qw', `net.ipv4.ip_forward=${on ? 1 : 0}`]);
}

function connect(host: string, namespace: string, port: string, address: string): void {
  cable(
    { namespace: host, name: port, bridge: BRIDGE.bridge },
    { namespace, name: 'eth0', address: `${address}/24` },
  );
}
