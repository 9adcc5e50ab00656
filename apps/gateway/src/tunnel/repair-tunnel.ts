import type { EventLog } from '@portkeep/port-app';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel, KernelState } from '../kernel/kernel.ts';
import { lacksRoutes } from './lacks-routes.ts';
import type { Tunnel } from './tunnel.ts';

/** Options of {@linkcode repairTunnel}. */
export interface RepairOptions {
  readonly kernel: Pick<Kernel, 'open' | 'close' | 'restoreRoutes'>;
  readonly forwarding: Pick<Forwarding, 'current'>;
  readonly signal: AbortSignal;
  readonly events: Pick<EventLog, 'trouble' | 'over'>;
}

/** Puts back the table, the address and the routes, if another program has changed them. */
export async function repairTunnel(
  state: KernelState,
  tunnel: Tunnel | undefined,
  { kernel, forwarding, signal, events }: RepairOptions,
): Promise<void> {
  const lacking =
    tunnel && isItsInterface(state, tunnel) && lacksRoutes(state, tunnel.end) ? tunnel : undefined;
  const broken = [
    ...(state.isTableIntact ? [] : ['the table of nft']),
    ...(lacking === undefined ? [] : ['the address or a route of the tunnel']),
  ].join(' and ');
  if (broken === '') return;
  try {
    if (!state.isTableIntact) {
      const opening = tunnel && { dns: tunnel.end.dnsServers[0], forward: forwarding.current };
      await (opening === undefined ? kernel.close(signal) : kernel.open(opening, signal));
    }
    if (lacking !== undefined) await kernel.restoreRoutes(lacking.end, signal);
  } catch (error) {
    signal.throwIfAborted();
    const message = `Another program has changed ${broken}, which cannot be restored`;
    events.trouble('repair', message, { error });
    return;
  }
  events.trouble('repair', `Another program has changed ${broken}; it is restored`, {});
  events.over('repair', 'What was changed is restored');
}

/** While other servers are tried, the interface has their address instead. */
function isItsInterface({ link, wireguard }: KernelState, { publicKey }: Tunnel): boolean {
  return link !== undefined && wireguard?.publicKey === publicKey;
}
