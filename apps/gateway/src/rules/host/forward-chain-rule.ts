import type { HostBridge } from './host-bridge.ts';

/**
 * The rule for hosts whose FORWARD chain drops, as Docker's does, and on which bridged frames pass it. It
 * has to stand in that chain: an accept in another one does not overrule a drop.
 */
export function forwardChainRule({ bridge }: Pick<HostBridge, 'bridge'>): string {
  return `iptables -I FORWARD -i ${bridge} -o ${bridge} -j ACCEPT`;
}
