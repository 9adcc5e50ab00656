import type { InterfaceName } from '../values/interface-name.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import type { WireGuardKey } from '../values/wireguard-key.ts';

/** Seconds between two packets that keep the key alive at PIA. */
const KEEPALIVE = '25';

/** The arguments of `wg` for the first configuration, with the link down. */
export function firstConfiguration(tunnel: InterfaceName, file: string): readonly string[] {
  return ['setconf', tunnel, file];
}

/**
 * The arguments of `wg` for every later configuration, in one call that names no port to listen on:
 * wireguard-go opens its socket again for that, even if the port is the same, loses the first packet of
 * the handshake, and the next one comes 5 s later.
 *
 * @param keyFile The file with our private key.
 * @param oldPeers Public keys of the peers that the interface has now.
 */
export function laterConfiguration(
  tunnel: InterfaceName,
  keyFile: string,
  { serverKey, endpoint }: Pick<TunnelEnd, 'serverKey' | 'endpoint'>,
  oldPeers: readonly WireGuardKey[],
): readonly string[] {
  return [
    ...['set', tunnel, 'private-key', keyFile],
    ...oldPeers.flatMap((key) => ['peer', key, 'remove']),
    ...['peer', serverKey, 'allowed-ips', '0.0.0.0/0'],
    ...['endpoint', `${endpoint.address}:${endpoint.port}`, 'persistent-keepalive', KEEPALIVE],
  ];
}

/** The arguments of `wg` that remove peers. */
export function removePeers(
  tunnel: InterfaceName,
  peers: readonly WireGuardKey[],
): readonly string[] {
  return ['set', tunnel, ...peers.flatMap((key) => ['peer', key, 'remove'])];
}
