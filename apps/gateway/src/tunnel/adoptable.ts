import type { KernelState } from '../kernel/kernel.ts';
import type { SavedTunnel } from '../state/gateway-state.ts';

/** A handshake comes every two minutes while a tunnel works. */
export const FRESH_MS = 180_000;

/**
 * Whether the kernel still has the tunnel that the state describes, and it works: then a restarted
 * gateway takes it over, and no packet is lost.
 *
 * @param expected The port of the configuration, and the time in epoch milliseconds.
 */
export function adoptable(
  { link, wireguard, table }: Pick<KernelState, 'link' | 'wireguard' | 'table'>,
  { public_key, end }: Pick<SavedTunnel, 'public_key' | 'end'>,
  expected: { readonly listenPort: number; readonly now: number },
): boolean {
  if (link === undefined || wireguard === undefined || table === undefined || !link.up)
    return false;
  const { listenPort, now } = expected;
  const [peer, ...others] = wireguard.peers;
  if (peer === undefined || others.length > 0) return false;
  const age = peer.handshakeAt === undefined ? Number.POSITIVE_INFINITY : now - peer.handshakeAt;
  return (
    wireguard.publicKey === public_key &&
    wireguard.listenPort === listenPort &&
    peer.publicKey === end.serverKey &&
    peer.endpoint === `${end.endpoint.address}:${end.endpoint.port}` &&
    link.addresses.some(({ address }) => address === end.address) &&
    age <= FRESH_MS
  );
}
