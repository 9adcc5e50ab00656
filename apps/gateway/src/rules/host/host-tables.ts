import type { InterfaceName } from '../../values/interface-name.ts';
import type { Ipv4 } from '../../values/ipv4.ts';
import { quoted, tableText } from '../table-text.ts';

/** The host, its bridge, and the gateway's container on it. */
export interface HostBridge {
  readonly bridge: InterfaceName;
  /** The host's end of the gateway's virtual cable. */
  readonly gatewayPort: InterfaceName;
  /** How the names of such ends begin, the gateway's and the services': systemd-nspawn's with `vb-`. */
  readonly portPrefix: InterfaceName;
  readonly hostAddress: Ipv4;
  readonly gatewayAddress: Ipv4;
  readonly proxyPort: number;
}

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

/** The setting that leaves IPv6 off on the bridge: PIA's tunnel has none. */
export function bridgeSettings({ bridge }: Pick<HostBridge, 'bridge'>): string {
  return `net.ipv6.conf.${bridge.replaceAll('.', '/')}.disable_ipv6 = 1\n`;
}

/**
 * The rule for hosts whose FORWARD chain drops, as Docker's does, and on which bridged frames pass it. It
 * has to stand in that chain: an accept in another one does not overrule a drop.
 */
export function forwardChainRule({ bridge }: Pick<HostBridge, 'bridge'>): string {
  return `iptables -I FORWARD -i ${bridge} -o ${bridge} -j ACCEPT`;
}
