import type { HostBridge } from './host-bridge.ts';

/** The setting that leaves IPv6 off on the bridge: PIA's tunnel has none. */
export function bridgeSettings({ bridge }: Pick<HostBridge, 'bridge'>): string {
  return `net.ipv6.conf.${bridge.replaceAll('.', '/')}.disable_ipv6 = 1\n`;
}
