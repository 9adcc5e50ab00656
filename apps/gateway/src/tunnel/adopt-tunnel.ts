import type { Clock } from '@portkeep/port-lease';
import * as v from 'valibot';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { SavedTunnel } from '../state/gateway-state.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { adoptable } from './adoptable.ts';
import { savedCandidate } from './saved-tunnel.ts';
import type { Tunnel } from './tunnel.ts';

/** Options of {@linkcode adoptTunnel}. */
export interface AdoptTunnelOptions {
  readonly kernel: Pick<Kernel, 'readState' | 'open' | 'restoreRoutes'>;
  readonly forwarding: Pick<Forwarding, 'adopt' | 'current' | 'rule'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly listenPort: number;
  readonly signal: AbortSignal;
}

/** Takes over the tunnel that runs, if it is the saved one and works; `undefined` if not. */
export async function adoptTunnel(
  saved: SavedTunnel,
  { kernel, forwarding, clock, listenPort, signal }: AdoptTunnelOptions,
): Promise<Tunnel | undefined> {
  const before = await kernel.readState(signal);
  if (!adoptable(before, saved, { listenPort, now: clock.now() })) return undefined;
  const { public_key, end, since } = saved;
  // What is forwarded already stays so: the port is bound again within the next second.
  for (const { port, target } of before.table?.forwarded ?? []) {
    const rule = forwarding.rule(port)?.target;
    if (rule?.address === target.address && rule.port === target.port) forwarding.adopt(port);
  }
  await kernel.open({ dns: end.dnsServers[0], forward: forwarding.current }, signal);
  await kernel.restoreRoutes(end, signal);
  return {
    ...savedCandidate(saved),
    end,
    publicKey: v.parse(wireGuardKey, public_key),
    since: Date.parse(since),
  };
}
