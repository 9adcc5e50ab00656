import { quoted, tableText } from '../table-text.ts';
import type { HostBridge } from './host-bridge.ts';

/**
 * The host's table for frames on the bridge. Root in a service's container can take the gateway's
 * address; only by the ports of the bridge, the two can be distinguished.
 */
export function bridgeTable(host: HostBridge): string {
  // By their names: not every kernel can tell a rule which bridge they are on.
  const ours = `iifname ${quoted(`${host.portPrefix}*`)}`;
  return tableText({
    name: 'bridge portkeep',
    chains: [
      {
        name: 'prerouting',
        base: 'type filter hook prerouting priority -300; policy accept;',
        rules: [
          `iifname ${quoted(host.gatewayPort)} accept`,
          `${ours} ip saddr ${host.gatewayAddress} drop`,
          `${ours} arp saddr ip ${host.gatewayAddress} drop`,
          `${ours} ip daddr ${host.hostAddress} tcp dport ${host.proxyPort} drop`,
        ],
      },
    ],
  });
}
