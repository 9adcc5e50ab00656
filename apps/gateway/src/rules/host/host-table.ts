import { quoted, tableText } from '../table-text.ts';
import type { HostBridge } from './host-bridge.ts';

/**
 * The host's table for packets that the bridge brings to the host itself: the gateway reaches the proxy,
 * the services reach nothing, and nothing is routed from the bridge to another network.
 */
export function hostTable(host: HostBridge): string {
  const bridge = quoted(host.bridge);
  return tableText({
    name: 'inet portkeep_host',
    chains: [
      {
        name: 'input',
        base: 'type filter hook input priority filter; policy accept;',
        rules: [
          `iifname ${bridge} ct state established,related accept`,
          `iifname ${bridge} ip saddr ${host.gatewayAddress} ip daddr ${host.hostAddress} tcp dport ${host.proxyPort} accept`,
          `iifname ${bridge} icmp type echo-request accept`,
          `iifname ${bridge} drop`,
        ],
      },
      {
        name: 'forward',
        base: 'type filter hook forward priority filter; policy accept;',
        rules: [`iifname ${bridge} oifname != ${bridge} drop`],
      },
    ],
  });
}
