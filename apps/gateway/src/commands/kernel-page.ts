import { isoOrNull } from '@portkeep/app-host';
import type { KernelState } from '../kernel/kernel.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import { FRESH_MS } from '../tunnel/adoptable.ts';
import { lacksRoutes } from '../tunnel/lacks-routes.ts';
import { tunnelTimes } from '../tunnel/tunnel-times.ts';
import { targetText } from '../values/forward-target.ts';
import type { GatewayValues } from '../variables.ts';
import type { GatewayPage } from './gateway-page.ts';

/** What the kernel shows, in the form of the status page. */
export interface KernelPage {
  readonly page: GatewayPage;
  /** Why the gateway is not ready; empty if it is. */
  readonly reasons: readonly string[];
}

/** Reads the status of the gateway from the kernel and the saved state. */
export function kernelPage(
  kernel: KernelState,
  { tunnel }: GatewayStateKeeper['current'],
  { forwardTo, renewAfterMs, wireguardInterface }: GatewayValues,
  now: number,
): KernelPage {
  const { link, wireguard, table } = kernel;
  const [peer] = wireguard?.peers ?? [];
  // The names of another tunnel would be wrong.
  const saved = tunnel?.end.serverKey === peer?.publicKey ? tunnel : undefined;
  const ageMs = peer?.handshakeAt === undefined ? undefined : Math.max(0, now - peer.handshakeAt);
  const isFresh = ageMs !== undefined && ageMs <= FRESH_MS;
  const [forwarded] = table?.forwarded ?? [];
  const since = saved === undefined ? undefined : Date.parse(saved.since);
  const renewAt =
    since && renewAfterMs !== 'off' ? tunnelTimes(since, renewAfterMs, now).renewAt : undefined;
  const reasons = [
    link === undefined ? `the interface ${wireguardInterface} is missing` : [],
    peer === undefined ? 'there is no tunnel' : isFresh ? [] : 'the last handshake is too old',
    table === undefined ? 'the table of nft is missing' : [],
    saved !== undefined && lacksRoutes(kernel, saved.end) ? 'a route is missing' : [],
    forwardTo !== undefined && forwarded === undefined ? 'no port is forwarded' : [],
  ].flat();
  const page: GatewayPage = {
    state: isFresh ? 'held' : 'lost',
    tunnel_state: peer === undefined ? 'none' : isFresh ? 'up' : 'silent',
    region: saved?.region ?? null,
    hostname: saved?.hostname ?? null,
    endpoint: peer?.endpoint ?? null,
    peer_ip: link?.addresses[0]?.address ?? null,
    handshake_age_seconds: ageMs === undefined ? null : Math.round(ageMs / 1_000),
    received_bytes: peer?.receivedBytes ?? null,
    sent_bytes: peer?.sentBytes ?? null,
    dns: saved?.end.dnsServers[0] ?? null,
    port: forwarded?.port ?? null,
    forward_to: forwarded ? targetText(forwarded.target) : forwardTo ? targetText(forwardTo) : null,
    tunnel_renew_at: isoOrNull(renewAt),
    renew_at: null,
    last_error: 'only the status page of a gateway shows it',
    sinks: {},
  };
  return { page, reasons };
}
